import { AutoRouter, cors } from 'itty-router';

const { preflight, corsify } = cors();

const router = AutoRouter({ before: [preflight], finally: [corsify] });
router.get('/', () => ({ ok: true }));

export default { fetch: (request) => router.fetch(request) };
