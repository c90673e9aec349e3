import type { CorsOptions } from 'cors';

/** Shared by the API and the admin server. */
export const corsOptions: CorsOptions = {
  origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')),
  methods: 'GET,HEAD,PUT,PATCH,POST,DELETE',
};
