/** What all services have in common. */
export const http = {
  port: Number(process.env['PORT'] ?? 3000),
  // every front end has to reach every service
  cors: { origin: true, credentials: true, maxAge: 600 },
};
