Deno.serve(async (req: Request) => {
  return new Response(await req.text(), {
    headers: { "Access-Control-Allow-Origin": "*", "Content-Type": "text/plain" },
  });
});
