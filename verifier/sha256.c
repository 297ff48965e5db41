/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 (FIPS 180-4). */
#include "verifier.h"

static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2,
};

struct state {
	uint32_t words[8];
	unsigned char block[64];
	uint64_t size;
};

#define TURN(word, by) ((word) >> (by) | (word) << (32 - (by)))

static void take_block(struct state *it)
{
	uint32_t w[64], s[8];
	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)it->block[4 * i] << 24 | (uint32_t)it->block[4 * i + 1] << 16 |
		       (uint32_t)it->block[4 * i + 2] << 8 | it->block[4 * i + 3];
	for (int i = 16; i < 64; i++)
		w[i] = w[i - 16] + w[i - 7] +
		       (TURN(w[i - 15], 7) ^ TURN(w[i - 15], 18) ^ w[i - 15] >> 3) +
		       (TURN(w[i - 2], 17) ^ TURN(w[i - 2], 19) ^ w[i - 2] >> 10);
	memcpy(s, it->words, sizeof s);
	for (int i = 0; i < 64; i++) {
		uint32_t one = s[7] + (TURN(s[4], 6) ^ TURN(s[4], 11) ^ TURN(s[4], 25)) +
			       ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[i] + w[i];
		uint32_t two = (TURN(s[0], 2) ^ TURN(s[0], 13) ^ TURN(s[0], 22)) +
			       ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
		memmove(s + 1, s, 7 * sizeof *s);
		s[4] += one;
		s[0] = one + two;
	}
	for (int i = 0; i < 8; i++)
		it->words[i] += s[i];
}

static void add(struct state *it, const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		it->block[it->size++ % 64] = bytes[i];
		if (it->size % 64 == 0)
			take_block(it);
	}
}

struct hash sha256(int front, const void *one, size_t one_size, const void *two, size_t two_size)
{
	struct state it = { .words = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
				       0x9b05688c, 0x1f83d9ab, 0x5be0cd19 } };
	unsigned char length[8];
	struct hash out;
	add(&it, &(unsigned char){ (unsigned char)front }, front >= 0);
	add(&it, one, one_size);
	add(&it, two, two_size);
	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char)(it.size * 8 >> (56 - 8 * i));
	for (unsigned char pad = 0x80; pad != 0 || it.size % 64 != 56; pad = 0)
		add(&it, &pad, 1);
	add(&it, length, sizeof length);
	for (int i = 0; i < 32; i++)
		out.bytes[i] = (unsigned char)(it.words[i / 4] >> (24 - i % 4 * 8));
	return out;
}
