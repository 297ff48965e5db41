// SPDX-License-Identifier: Apache-2.0
// A picture of a page as a small PNG: the colours that it has most of, each pixel the nearest of them.
import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 64;

// Chromium's pictures: 8 bits a channel, not interlaced, with or without an alpha channel.
function read(png) {
	const parts = [];
	let width, height, channels;
	for (let at = 8; at < png.length;) {
		const size = png.readUInt32BE(at);
		const kind = png.toString("latin1", at + 4, at + 8);
		const body = png.subarray(at + 8, at + 8 + size);
		if (kind === "IHDR")
			[width, height, channels] = [body.readUInt32BE(0), body.readUInt32BE(4), body[9] === 6 ? 4 : 3];
		if (kind === "IDAT") parts.push(body);
		at += size + 12;
	}
	return { width, height, channels, rows: unfilter(inflateSync(Buffer.concat(parts)), width * channels,
		height, channels) };
}

function nearestOf(left, up, corner) {
	const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
	return a <= b && a <= c ? left : b <= c ? up : corner;
}

function unfilter(bytes, size, height, channels) {
	const rows = [];
	let above = Buffer.alloc(size);
	for (let y = 0; y < height; y++) {
		const filter = bytes[y * (size + 1)];
		const row = Buffer.from(bytes.subarray(y * (size + 1) + 1, (y + 1) * (size + 1)));
		for (let x = 0; x < size; x++) {
			const left = x >= channels ? row[x - channels] : 0;
			const corner = x >= channels ? above[x - channels] : 0;
			row[x] += [0, left, above[x], (left + above[x]) >> 1, nearestOf(left, above[x], corner)][filter];
		}
		rows.push(above = row);
	}
	return rows;
}

function crc32(bytes) {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}

function chunk(kind, body) {
	const name = Buffer.from(kind, "latin1");
	const out = Buffer.alloc(body.length + 12);
	out.writeUInt32BE(body.length, 0);
	name.copy(out, 4);
	body.copy(out, 8);
	out.writeUInt32BE(crc32(Buffer.concat([name, body])), body.length + 8);
	return out;
}

export function shrink(png) {
	const { width, height, channels, rows } = read(png);
	const counts = new Map();
	const colour = (row, x) => row.readUIntBE(x * channels, 3);
	for (const row of rows)
		for (let x = 0; x < width; x++) counts.set(colour(row, x), (counts.get(colour(row, x)) ?? 0) + 1);
	const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, COLOURS).map(([it]) => it);
	const distance = (a, b) => [16, 8, 0].reduce((sum, shift) =>
		sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);
	const index = new Map();
	for (const it of counts.keys())
		index.set(it, palette.reduce((best, one, i) =>
			distance(one, it) < distance(palette[best], it) ? i : best, 0));
	const pixels = Buffer.alloc((width + 1) * height);
	rows.forEach((row, y) => {
		for (let x = 0; x < width; x++) pixels[y * (width + 1) + 1 + x] = index.get(colour(row, x));
	});
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 3, 0, 0, 0], 8);
	return Buffer.concat([SIGNATURE, chunk("IHDR", header),
		chunk("PLTE", Buffer.from(palette.flatMap((it) => [it >> 16, (it >> 8) & 255, it & 255]))),
		chunk("IDAT", deflateSync(pixels, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
