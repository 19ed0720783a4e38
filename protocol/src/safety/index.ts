export * from './crisis-lines.ts';
export * from './en.ts';
export * from './names.ts';
export * from './schema.ts';
