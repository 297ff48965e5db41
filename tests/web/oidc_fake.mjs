// SPDX-License-Identifier: Apache-2.0
// A provider that lies as it is told: POST /control takes JSON. It signs whoever asks in at once.
// usage: node oidc_fake.mjs [KEY CERTIFICATE]; by HTTPS with them. Prints its issuer.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecure } from "node:https";
import { constants, createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";

const base = { claims: {}, header: {}, alg: "RS256", metadata: {}, answer: {}, token: {} };
let told = { ...base };
let last = {};
let rsa, ec, number = 0;
const codes = new Map();

function rotate() {
	number++;
	rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
	ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
}
rotate();
const weak = generateKeyPairSync("rsa", { modulusLength: 1024 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });

const base64 = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const sha = (text) => createHash("sha256").update(text).digest();
const without = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));

function sealed(alg, text) {
	const bytes = Buffer.from(text);
	if (alg === "none") return "";
	if (alg === "HS256") // the public key, which everybody has, as if it were a secret
		return createHmac("sha256", rsa.publicKey.export({ type: "spki", format: "pem" })).update(bytes).digest("base64url");
	if (alg === "HS256-client") return createHmac("sha256", "s3cret").update(bytes).digest("base64url");
	if (alg === "ES256") return sign("sha256", bytes, { key: ec.privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url");
	if (alg === "RS512") return sign("sha512", bytes, rsa.privateKey).toString("base64url");
	const key = alg === "stranger" ? stranger.privateKey : alg === "weak" ? weak.privateKey : rsa.privateKey;
	if (alg === "PS256")
		return sign("sha256", bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }).toString("base64url");
	return sign("sha256", bytes, key).toString("base64url");
}

function idToken(issuer, asked) {
	const now = Math.floor(Date.now() / 1000);
	const alg = { stranger: "RS256", weak: "RS256", "HS256-client": "HS256" }[told.alg] ?? told.alg;
	const kid = told.alg === "ES256" ? `ec-${number}` : told.alg === "weak" ? "weak" : `rsa-${number}`;
	const header = without({ alg, kid, typ: "JWT", ...told.header });
	const claims = { iss: issuer, sub: "subject-1", aud: asked.client, iat: now, exp: now + 300, nonce: asked.nonce,
		at_hash: sha("access").subarray(0, 16).toString("base64url"), ...told.claims };
	for (const name of ["iat", "exp", "nbf"]) // told as seconds from now
		if (typeof told.claims[name] === "number") claims[name] = now + told.claims[name];
	const text = `${base64(header)}.${base64(told.raw_claims ?? without(claims))}`;
	const signature = sealed(told.alg, text);
	if (told.tampered) {
		const other = base64({ ...without(claims), sub: "somebody-else" });
		return `${base64(header)}.${other}.${signature}`;
	}
	return `${text}.${signature}`.slice(0, told.cut ? -told.cut : undefined);
}

function keys() {
	const publicOf = (pair, more) => ({ ...pair.publicKey.export({ format: "jwk" }), ...more });
	return { keys: [{ kty: "OKP", crv: "Ed25519", x: "AAAA", kid: "other", x5c: ["a", ["b"]] },
		publicOf(rsa, { kid: told.kid_published ?? `rsa-${number}`, use: told.use ?? "sig" }),
		publicOf(ec, { kid: `ec-${number}` }), publicOf(weak, { kid: "weak" })] };
}

function token(issuer, form, headers) {
	const asked = codes.get(form.get("code"));
	last = { authorization: headers.authorization ?? null, form: Object.fromEntries(form) };
	if (told.token_error) return [400, { error: told.token_error, error_description: "<script>alert(1)</script>" }];
	if (!asked || sha(form.get("code_verifier") ?? "").toString("base64url") !== asked.challenge) return [400, { error: "invalid_grant" }];
	codes.delete(form.get("code"));
	return [200, { id_token: idToken(issuer, asked), access_token: "access", token_type: "Bearer", ...told.token }];
}

function authorize(issuer, query) {
	const code = sha(String(Math.random())).toString("base64url");
	codes.set(code, { nonce: query.get("nonce"), challenge: query.get("code_challenge"), client: query.get("client_id") });
	last = { asked: Object.fromEntries(query) };
	return `${query.get("redirect_uri")}?${new URLSearchParams(without({ code, state: query.get("state"), iss: issuer, ...told.answer }))}`;
}

const [keyFile, certificateFile] = process.argv.slice(2);
const address = () => `${keyFile ? "https" : "http"}://127.0.0.1:${server.address().port}`;
const answer = async (request, response) => {
	const issuer = told.issuer ?? address();
	const url = new URL(request.url, issuer);
	let body = "";
	for await (const piece of request) body += piece;
	const how = told.at === url.pathname ? told : {};
	const say = (status, value, headers = {}) => {
		if (how.huge) value = { ...value, padding: "x".repeat(1 << 20) };
		response.writeHead(status, { "Content-Type": "application/json", ...headers });
		response.end(typeof value === "string" ? value : JSON.stringify(value));
	};
	if (url.pathname === "/control") {
		const more = JSON.parse(body);
		if (more.rotate) rotate();
		told = { ...base, ...more };
		return say(200, {});
	}
	if (url.pathname === "/last") return say(200, last);
	if (how.delay) await new Promise((done) => setTimeout(done, how.delay));
	if (how.drop) return request.socket.destroy();
	if (how.body !== undefined) return say(200, how.body);
	if (how.status) return say(how.status, {}, how.headers);
	if (url.pathname === "/.well-known/openid-configuration")
		return say(200, without({ issuer, authorization_endpoint: `${issuer}/authorize?fixed=yes`, token_endpoint: `${issuer}/token`,
			jwks_uri: `${issuer}/jwks`, authorization_response_iss_parameter_supported: true,
			end_session_endpoint: `${issuer}/out`, ...told.metadata }));
	if (url.pathname === "/jwks") return say(200, keys());
	if (url.pathname === "/token") return say(...token(issuer, new URLSearchParams(body), request.headers));
	if (url.pathname === "/authorize") return say(302, "", { Location: authorize(issuer, url.searchParams) });
	say(404, {});
};
const server = keyFile
	? createSecure({ key: readFileSync(keyFile), cert: readFileSync(certificateFile) }, answer) : createServer(answer);
server.listen(0, "127.0.0.1", () => console.log(address()));
