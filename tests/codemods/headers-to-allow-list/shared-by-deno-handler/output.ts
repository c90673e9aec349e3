import { serve } from "https://deno.land/std@0.168.0/http/server.ts";

const corsHeaders = (origin: string) => ({
  ...((Deno.env.get('CORS_ALLOWED_ORIGINS') ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { "Access-Control-Allow-Origin": origin } : {}), Vary: 'Origin',
  "Access-Control-Allow-Headers": "authorization, x-client-info, apikey, content-type",
});

serve(async (req) => {
  // preflight
  if (req.method === "OPTIONS") {
    return new Response("ok", { headers: corsHeaders(req.headers.get('Origin') ?? '') });
  }

  try {
    const { name } = await req.json();
    return new Response(JSON.stringify({ message: `Hello ${name}!` }), {
      headers: { ...corsHeaders(req.headers.get('Origin') ?? ''), "Content-Type": "application/json" },
    });
  } catch (error) {
    return new Response(JSON.stringify({ error: error.message }), {
      status: 400,
      headers: { ...corsHeaders(req.headers.get('Origin') ?? ''), "Content-Type": "application/json" },
    });
  }
});
