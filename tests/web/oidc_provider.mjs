// SPDX-License-Identifier: Apache-2.0
// The real oidc-provider on loopback, with its own pages for signing in and agreeing. Whoever signs in is who they
// say, whatever the password. usage: node oidc_provider.mjs REDIRECT_URI; prints its issuer.
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const redirect = process.argv[2];
const key = (type, options, more) => ({ ...generateKeyPairSync(type, options).privateKey.export({ format: "jwk" }), ...more });
const client = (client_id, more) => ({
	client_id, redirect_uris: [redirect], response_types: ["code"], grant_types: ["authorization_code"], ...more });
const secret = "a secret / with + signs & spaces: %";
const claims = (sub) => ({ sub, preferred_username: sub, email: `${sub}@example.org`, email_verified: sub !== "unverified" });

const server = createServer();
server.listen(0, "127.0.0.1", () => {
	const issuer = `http://127.0.0.1:${server.address().port}`;
	const provider = new Provider(issuer, {
		clients: [
			client("basic", { client_secret: secret, token_endpoint_auth_method: "client_secret_basic" }),
			client("post", { client_secret: secret, token_endpoint_auth_method: "client_secret_post",
				id_token_signed_response_alg: "PS256" }),
			client("public", { token_endpoint_auth_method: "none", id_token_signed_response_alg: "ES256" }),
		],
		jwks: { keys: [
			key("rsa", { modulusLength: 2048 }, { kid: "rsa", use: "sig" }),
			key("ec", { namedCurve: "P-256" }, { kid: "ec", use: "sig", alg: "ES256" }),
		] },
		enabledJWA: { idTokenSigningAlgValues: ["RS256", "PS256", "ES256"] },
		cookies: { keys: ["a key of the test"] },
		claims: { openid: ["sub"], profile: ["preferred_username"], email: ["email", "email_verified"] },
		conformIdTokenClaims: false,
		findAccount: (_, sub) => ({ accountId: sub, claims: () => claims(sub) }),
		pkce: { required: () => true },
		features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
	});
	server.on("request", provider.callback());
	console.log(issuer);
});
