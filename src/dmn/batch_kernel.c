/* SPDX-License-Identifier: Apache-2.0 */
/* The inner loops of a batch: portable, and with AVX2 where the processor has it. */
#include "dmn/batch_internal.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* ---- portable --------------------------------------------------------------- */

static uint32_t set_of(const struct batch_column *column, int32_t value)
{
	size_t set = 0;
	if (value == DMN_COLUMN_NULL)
		return column->null_set;
	for (size_t i = 0; i < column->break_count; i++)
		set += value >= column->breaks[i];
	return column->sets[set];
}

static void meet_portable(const struct batch_column *column, const int32_t *values, size_t count,
			  uint32_t *alive)
{
	int32_t low = column->low, high = column->high;
	const uint32_t *near = column->near;
	for (size_t i = 0; i < count && near == NULL; i++)
		alive[i] &= set_of(column, values[i]);
	for (size_t i = 0; i < count && near != NULL; i++) {
		int32_t value = values[i];
		int32_t least = value < low ? low : value;
		uint32_t set = near[(least > high ? high : least) - low];
		alive[i] &= value == DMN_COLUMN_NULL ? column->null_set : set;
	}
}

static uint16_t rule_of(uint32_t alive, bool is_first)
{
	bool is_one = alive != 0 && (is_first || (alive & (alive - 1)) == 0);
	return is_one ? (uint16_t)(__builtin_ctz(alive) + 1) : 0;
}

static void rules_portable(const uint32_t *alive, size_t count, bool is_first, uint16_t *rules)
{
	for (size_t i = 0; i < count; i++)
		rules[i] = rule_of(alive[i], is_first);
}

static const struct batch_kernel portable = { meet_portable, rules_portable };

/* ---- AVX2 ------------------------------------------------------------------- */

#if defined(__x86_64__)
enum {
	LANES = 8
};
#define WIDE __attribute__((target("avx2")))

WIDE static __m256i load(const void *at)
{
	return _mm256_loadu_si256((const __m256i_u *)at);
}

/* Eight sets by eight numbers, which are below `count`. */
WIDE static __m256i look(const uint32_t *sets, size_t count, __m256i numbers)
{
	if (count <= LANES)
		return _mm256_permutevar8x32_epi32(load(sets), numbers);
	return _mm256_i32gather_epi32((const int *)sets, numbers, 4);
}

WIDE static __m256i sets_near(const struct batch_column *column, __m256i values)
{
	__m256i low = _mm256_set1_epi32(column->low), high = _mm256_set1_epi32(column->high);
	__m256i inside = _mm256_min_epi32(_mm256_max_epi32(values, low), high);
	return look(column->near, (size_t)((int64_t)column->high - column->low) + 1,
		    _mm256_sub_epi32(inside, low));
}

WIDE static __m256i sets_counted(const struct batch_column *column, __m256i values)
{
	__m256i numbers = _mm256_setzero_si256();
	for (size_t i = 0; i < column->break_count; i++) {
		/* Not below the break: one more. A true lane is -1. */
		__m256i below = _mm256_cmpgt_epi32(_mm256_set1_epi32(column->breaks[i]), values);
		numbers = _mm256_add_epi32(numbers, _mm256_add_epi32(below, _mm256_set1_epi32(1)));
	}
	return look(column->sets, column->break_count + 1, numbers);
}

WIDE static void meet_wide(const struct batch_column *column, const int32_t *values, size_t count,
			   uint32_t *alive)
{
	const __m256i null = _mm256_set1_epi32(DMN_COLUMN_NULL);
	const __m256i null_set = _mm256_set1_epi32((int)column->null_set);
	size_t i = 0;
	for (; i + LANES <= count; i += LANES) {
		__m256i given = load(values + i);
		__m256i sets = column->near != NULL ? sets_near(column, given)
						    : sets_counted(column, given);
		sets = _mm256_blendv_epi8(sets, null_set, _mm256_cmpeq_epi32(given, null));
		_mm256_storeu_si256((__m256i_u *)(alive + i),
				    _mm256_and_si256(load(alive + i), sets));
	}
	meet_portable(column, values + i, count - i, alive + i);
}

/* The number of the lowest bit plus one, 0 for none: as the exponent of that bit as a float. */
WIDE static __m256i lowest(__m256i words)
{
	const __m256i zero = _mm256_setzero_si256();
	__m256i bit = _mm256_and_si256(words, _mm256_sub_epi32(zero, words));
	__m256i power = _mm256_srli_epi32(_mm256_castps_si256(_mm256_cvtepi32_ps(bit)), 23);
	power = _mm256_and_si256(power, _mm256_set1_epi32(0xFF)); /* bit 31 counts as a sign */
	__m256i number = _mm256_sub_epi32(power, _mm256_set1_epi32(126));
	return _mm256_andnot_si256(_mm256_cmpeq_epi32(words, zero), number);
}

WIDE static void rules_wide(const uint32_t *alive, size_t count, bool is_first, uint16_t *rules)
{
	const __m256i zero = _mm256_setzero_si256(), one = _mm256_set1_epi32(1);
	size_t i = 0;
	for (; i + LANES <= count; i += LANES) {
		__m256i words = load(alive + i);
		__m256i numbers = lowest(words);
		__m256i others = _mm256_and_si256(words, _mm256_sub_epi32(words, one));
		if (!is_first)
			numbers = _mm256_and_si256(numbers, _mm256_cmpeq_epi32(others, zero));
		__m256i packed = _mm256_packus_epi32(numbers, numbers);
		packed = _mm256_permute4x64_epi64(packed, 0x08);
		_mm_storeu_si128((__m128i_u *)(rules + i), _mm256_castsi256_si128(packed));
	}
	rules_portable(alive + i, count - i, is_first, rules + i);
}

static const struct batch_kernel wide = { meet_wide, rules_wide };
#endif

const struct batch_kernel *batch_kernel(bool may_be_wide)
{
#if defined(__x86_64__)
	if (may_be_wide && __builtin_cpu_supports("avx2"))
		return &wide;
#endif
	(void)may_be_wide;
	return &portable;
}
