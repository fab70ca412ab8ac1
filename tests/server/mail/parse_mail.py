"""Reads mails with Python's own parser: every *.eml of the folder given, in the order of names, as a JSON array."""

import email
import email.header
import email.policy
import email.utils
import json
import pathlib
import sys


def unflow(text):
    """RFC 3676 4.1 to 4.5, without quotations."""
    paragraphs, open_line = [], False
    for line in text.split("\n"):
        line = line[1:] if line.startswith(" ") else line
        if open_line:
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
        open_line = line.endswith(" ") and line != "-- "
    return "\n".join(paragraphs)


def address(mail, raw_mail, name):
    """The name by the older of Python's parsers: the newer one puts blanks between the encoded words of a name, where
    RFC 2047 6.2 has none."""
    if mail[name] is None:
        return None
    (one,) = mail[name].addresses
    words, _ = email.utils.parseaddr(raw_mail[name])
    decoded = str(email.header.make_header(email.header.decode_header(words)))
    return {"name": decoded, "address": one.username + "@" + one.domain}


def read(path):
    raw = path.read_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    raw_mail = email.message_from_bytes(raw)
    defects = list(mail.defects)
    for _, value in mail.items():
        defects += value.defects
    parts = []
    for part in mail.iter_parts():
        defects += part.defects
        body = part.get_payload(decode=True).decode(part.get_content_charset())
        parts.append({"type": part.get_content_type(), "body": body.replace("\r\n", "\n")})
    return {
        "headers": {name.lower(): str(value) for name, value in mail.items()},
        "header_count": len(mail.items()),
        "from": address(mail, raw_mail, "from"),
        "to": address(mail, raw_mail, "to"),
        "reply_to": address(mail, raw_mail, "reply-to"),
        "time_ms": int(mail["date"].datetime.timestamp() * 1000),
        "parts": parts,
        "text": unflow(parts[0]["body"]),
        "html": parts[1]["body"],
        "defects": [str(defect) or type(defect).__name__ for defect in defects],
    }


json.dump([read(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))], sys.stdout)
