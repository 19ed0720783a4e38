import * as z from 'zod/mini';

/** zod/mini says only "Invalid input", to stay small in browsers. Importing this gives it its English words. */
z.config(z.locales.en());
