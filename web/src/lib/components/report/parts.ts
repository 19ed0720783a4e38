export { default as ReportBar } from './ReportBar.svelte';
export { default as ReportDialog } from './ReportDialog.svelte';
