import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A key and a certificate for loopback, both PEM. The certificate is its own authority. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * Makes a self-signed certificate for 127.0.0.1 and localhost with a fresh P-256 key. kubectl sends a token over TLS
 * only, so loopback needs one too. Its validity is fixed and wide: the key lives no longer than the process.
 */
export function createCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const body = certificateBody(publicKey.export({ type: "spki", format: "der" }));
  const signature = sign("sha256", body, privateKey);
  const der = sequence(body, ECDSA_SHA256, bitString(signature));
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
  };
}

function tlv(tag: number, ...content: readonly Buffer[]): Buffer {
  const value = Buffer.concat(content);
  const size = value.length < 128 ? [value.length] : [0x82, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

const sequence = (...content: readonly Buffer[]): Buffer => tlv(0x30, ...content);
const bitString = (content: Buffer): Buffer => tlv(0x03, Buffer.from([0]), content);
const octets = (content: Buffer): Buffer => tlv(0x04, content);
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, "hex"));
const text = (tag: number, value: string): Buffer => tlv(tag, Buffer.from(value, "latin1"));
const TRUE = tlv(0x01, Buffer.from([0xff]));

/** ecdsa-with-SHA256 (1.2.840.10045.4.3.2). */
const ECDSA_SHA256 = sequence(oid("2a8648ce3d040302"));

/** TBSCertificate of RFC 5280, section 4.1. */
function certificateBody(publicKey: Buffer): Buffer {
  const name = sequence(tlv(0x31, sequence(oid("550403"), text(0x0c, "tidegate-sandbox"))));
  const version3 = tlv(0xa0, tlv(0x02, Buffer.from([2])));
  const serial = tlv(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(15)]));
  const validity = sequence(text(0x17, "250101000000Z"), text(0x18, "21250101000000Z"));
  return sequence(version3, serial, ECDSA_SHA256, name, validity, name, publicKey, extensions());
}

function extensions(): Buffer {
  const hosts = sequence(text(0x82, "localhost"), tlv(0x87, Buffer.from([127, 0, 0, 1])));
  return tlv(
    0xa3,
    sequence(
      sequence(oid("551d13"), TRUE, octets(sequence(TRUE))),
      sequence(oid("551d0f"), TRUE, octets(tlv(0x03, Buffer.from([2, 0x84])))),
      sequence(oid("551d25"), octets(sequence(oid("2b06010505070301")))),
      sequence(oid("551d11"), octets(hosts)),
    ),
  );
}
