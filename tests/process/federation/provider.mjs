// provider.mjs PORT CLIENT_ORIGIN: a real OpenID provider (npm oidc-provider) that tests can tell to go wrong.
//
//   POST /test/rotate         a new signing key; the old one is gone
//   POST /test/twist {how}    the next ID token is changed and signed anew: see `twists`
//   POST /test/leave {name}   that person is in no group of staff any more
//   POST /test/logout {claims} a logout token as this provider would send it, with other claims if wanted
//
// Whoever signs in as NAME is NAME@example.org; "teacher" is in the group teachers.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(fileURLToPath(new URL("../../../web/package.json", import.meta.url)));
const { default: Provider } = await import(require.resolve("oidc-provider"));
const jose = await import(createRequire(require.resolve("oidc-provider")).resolve("jose"));

const [port, origin] = [Number(process.argv[2]), process.argv[3]];
const issuer = `http://127.0.0.1:${port}`;

async function newKey(algorithm) {
  const { privateKey } = await jose.generateKeyPair(algorithm, { extractable: true });
  return { ...(await jose.exportJWK(privateKey)), alg: algorithm, use: "sig", kid: crypto.randomUUID() };
}

const left = new Set();

const claimsOf = (name) => ({
  sub: name,
  email: `${name}@example.org`,
  email_verified: !name.startsWith("unverified"),
  name: `The ${name}`,
  groups: name === "teacher" && !left.has(name) ? ["staff", "teachers"] : ["students"],
});

let algorithm = "RS256";
let keys = [await newKey(algorithm)];
let provider;

function start() {
  provider = new Provider(issuer, {
    clients: [{
      client_id: "lectern",
      client_secret: "a secret that stays secret",
      redirect_uris: [`${origin}/api/v1/auth/oidc/campus/callback`],
      post_logout_redirect_uris: [`${origin}/sign-in`],
      id_token_signed_response_alg: algorithm,
    }],
    jwks: { keys },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(id) }),
    pkce: { required: () => true },
    cookies: { keys: ["no secret at all"] },
    enabledJWA: { idTokenSigningAlgValues: ["RS256", "PS256", "ES256"] },
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    ttl: { Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, Interaction: 600 },
  });
}
start();

const sign = async (claims, key = keys[0]) =>
  new jose.SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(await jose.importJWK(key, key.alg));

const twists = {
  nonce: async (claims) => sign({ ...claims, nonce: "another" }),
  audience: async (claims) => sign({ ...claims, aud: "somebody-else" }),
  issuer: async (claims) => sign({ ...claims, iss: "https://evil.example" }),
  expired: async (claims) => sign({ ...claims, exp: claims.iat - 120 }),
  stranger: async (claims) => sign(claims, await newKey("RS256")),
  impostor: async (claims) => sign(claims, { ...(await newKey("RS256")), kid: keys[0].kid }),
  unsigned: async (claims) => new jose.UnsecuredJWT(claims).encode(),
};
let twist = null;

/** Answers of the token endpoint pass through here. */
async function twisted(body) {
  const answer = JSON.parse(body);
  if (!twist || !answer.id_token) return body;
  const claims = jose.decodeJwt(answer.id_token);
  answer.id_token = await twists[twist](claims);
  twist = null;
  return JSON.stringify(answer);
}

const read = async (request) => JSON.parse((await Array.fromAsync(request)).join("") || "{}");

async function control(request, response) {
  const wish = await read(request);
  let answer = "";
  if (request.url === "/test/rotate") {
    algorithm = wish.algorithm;
    keys = [await newKey(algorithm)];
    start();
  }
  if (request.url === "/test/leave") left.add(wish.name);
  if (request.url === "/test/twist") twist = wish.how;
  if (request.url === "/test/logout") {
    const now = Math.floor(Date.now() / 1000);
    answer = await sign({
      iss: issuer, aud: "lectern", iat: now, exp: now + 120, jti: crypto.randomUUID(),
      events: { "http://schemas.openid.net/event/backchannel-logout": {} }, ...wish.claims,
    });
  }
  response.end(answer);
}

createServer((request, response) => {
  if (request.url.startsWith("/test/")) return void control(request, response);
  if (request.url !== "/token") return void provider.callback()(request, response);
  const end = response.end.bind(response);
  const headers = response.setHeader.bind(response);
  response.setHeader = (name, value) => (name.toLowerCase() === "content-length" ? response : headers(name, value));
  response.end = (body) => {
    void twisted(String(body)).then((text) => end(text));
    return response;
  };
  provider.callback()(request, response);
}).listen(port, "127.0.0.1", () => console.log("ready"));
