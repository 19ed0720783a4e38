/** What see-through pixels are laid on, for the eye as for the model: else a picture could show another one on each. */
const ground = '#ffffff';
/** Some browsers change a little of what is read from a canvas, so that it doesn't give the person away. */
const tolerance = 8;

/** An opaque canvas in memory, white. @throws where the browser has none */
export function openCanvas(
  width: number,
  height: number,
): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('there is no canvas to draw on');
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  return { canvas, context };
}

/**
 * Whether what was drawn can be read again. A browser that hides its canvas from pages gives white or noise
 * instead: a picture made of that would be worthless, and a model that sees it would clear anything.
 */
export function canvasIsReadable(): boolean {
  const { context } = openCanvas(3, 1);
  const colours = [0x20, 0x80, 0xe0].map((level, at) => [level, 0xff - level, (at * 0x55) & 0xff] as const);
  colours.forEach(([red, green, blue], at) => {
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect(at, 0, 1, 1);
  });
  const { data } = context.getImageData(0, 0, 3, 1);
  return colours.every((colour, at) =>
    colour.every((level, channel) => Math.abs((data[at * 4 + channel] ?? NaN) - level) <= tolerance),
  );
}
