declare module 'virtual:offline-files' {
  /** The paths of all files of this build whose names hold a hash, but for models and runtime. */
  export const files: readonly string[];
}
