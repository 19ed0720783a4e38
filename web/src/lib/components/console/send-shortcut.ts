/** Sends a form from a field of many lines, where Enter alone begins a new one. */
export function onSendShortcut(submit: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
}
