import type { CorsOptions } from 'cors';

/** Shared by the API and the admin server. */
export const corsOptions: CorsOptions = {
  origin: '*',
  methods: 'GET,HEAD,PUT,PATCH,POST,DELETE',
};
