const allowedOrigins = ['https://app.example.com'];

const corsHeaders = (origin) => ({
	...(allowedOrigins.includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin', // allowedOrigins
	'Access-Control-Allow-Methods': 'GET'
});

export async function GET(request) {
	return new Response(String(allowedOrigins.length), { headers: { ...corsHeaders(request.headers.get('Origin') ?? ''), Vary: 'Accept, Origin' } });
}
