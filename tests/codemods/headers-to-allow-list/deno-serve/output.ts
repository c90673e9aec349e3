Deno.serve(async (req: Request) => {
  return new Response(await req.text(), {
    headers: { ...((Deno.env.get('CORS_ALLOWED_ORIGINS') ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.get('Origin') ?? '') ? { "Access-Control-Allow-Origin": req.headers.get('Origin') ?? '' } : {}), Vary: 'Origin', "Content-Type": "text/plain" },
  });
});
