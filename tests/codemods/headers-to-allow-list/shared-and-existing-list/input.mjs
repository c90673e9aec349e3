const allowedOrigins = ['https://app.example.com'];

const corsHeaders = {
	'Access-Control-Allow-Origin': '*', // allowedOrigins
	'Access-Control-Allow-Methods': 'GET'
};

export async function GET(request) {
	return new Response(String(allowedOrigins.length), { headers: { ...corsHeaders, Vary: 'Accept' } });
}
