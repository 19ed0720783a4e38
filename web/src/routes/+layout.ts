/** Every page is a file: any static host can serve them, and the server that introduces people stays small. */
export const prerender = true;
