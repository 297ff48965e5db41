/* SPDX-License-Identifier: Apache-2.0 */
/* libdmn, column by column: one decision table over many rows at once, for simulation and for tests
 * of rules over a population. Rows are columns of whole numbers; a row's answer is the number of
 * its rule.
 *
 *	struct dmn_column columns[] = {
 *		{ .input = "Age", .values = ages },
 *		{ .input = "Rate", .scale = 2, .values = hundredths },
 *		{ .input = "Job", .texts = jobs, .text_count = 5, .values = codes },
 *	};
 *	struct dmn_batch *batch = dmn_batch_new(model, arena, "Offer", columns, 3);
 *	dmn_batch_run(batch, columns, row_count, rules);
 *	... dmn_batch_answer(batch, rules[i]) ...
 *
 * What comes out is what dmn_decide gives for the row. A batch is immutable and may be shared by
 * threads, each with rows of its own. */
#ifndef DMN_BATCH_H
#define DMN_BATCH_H

#include <dmn.h>

#ifdef __cplusplus
extern "C" {
#endif

struct dmn_batch;

/* A value that is not there: null. */
#define DMN_COLUMN_NULL INT32_MIN

/* One input of the decision, row by row. By the kind of the table's column a value is
 *	number	    value * 10^scale
 *	date	    days since 1970-01-01
 *	boolean	    0 or 1
 *	string	    the position of the text in `texts`; any other value is null */
struct dmn_column {
	const char *input; /* the name that dmn_set_input takes */
	unsigned scale;	   /* 0 to 9 */
	const char *const *texts;
	size_t text_count;
	const int32_t *values; /* looked at by dmn_batch_run alone */
};

/* A decision that is one table of hit policy unique, any, priority or first, over inputs as they
 * are, of literal cells and literal answers, with a column for each input. NULL where it is
 * anything else, or the arena's limit is reached: then decide row by row. The batch lives in the
 * arena; the model must outlive it. */
DMN_API struct dmn_batch *dmn_batch_new(const struct dmn_model *model, struct arena *arena,
					const char *decision, const struct dmn_column *columns,
					size_t count);
/* The rule (from 1) that answers each row; 0 where none or more than one matches: decide that row
 * by itself, which gives the value and the problem. Columns as for dmn_batch_new, in the same
 * order. */
DMN_API void dmn_batch_run(const struct dmn_batch *batch, const struct dmn_column *columns,
			   size_t row_count, uint16_t *rules);
/* The answer of a rule; null for 0. */
DMN_API dmn_value dmn_batch_answer(const struct dmn_batch *batch, unsigned rule);

#ifdef __cplusplus
}
#endif
#endif
