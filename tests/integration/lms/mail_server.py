"""mail_server.py MODE: aiosmtpd on a free port, as a mail server that is not ours. Prints its port, then one JSON line for
each mail it takes, read by Python's own mail parser. MODE plain, or starttls CERTIFICATE KEY: then it also asks for the
name "lectern" with the password "sesame". nobody@… is refused for good, later@… for now."""

import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 No such user"
        if address.startswith("later@"):
            return "451 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        print(json.dumps({
            "to": envelope.rcpt_tos, "from": envelope.mail_from, "tls": session.ssl is not None,
            "signed_in": session.authenticated, "subject": str(message["Subject"]), "to_header": str(message["To"]),
            "text": message.get_body(("plain",)).get_content(), "html": message.get_body(("html",)).get_content(),
            "defects": len(message.defects)}), flush=True)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"lectern" and data.password == b"sesame", handled=False)


async def main(mode, *files):
    options = {}
    if mode == "starttls":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*files)
        options = {"tls_context": context, "require_starttls": True, "authenticator": authenticate, "auth_required": True}
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Handler(), **options), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
