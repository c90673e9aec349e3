import { AutoRouter, cors } from 'itty-router';

const { preflight, corsify } = cors({ origin: (origin) => (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').find((allowed) => allowed === origin) });

const router = AutoRouter({ before: [preflight], finally: [corsify] });
router.get('/', () => ({ ok: true }));

export default { fetch: (request) => router.fetch(request) };
