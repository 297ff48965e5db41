/* SPDX-License-Identifier: Apache-2.0 */
/* `remit pack test --mutate`: does a case notice each small change of the rules. */
#include "pack/report.h"

#include "format/csv.h"
#include "os/file.h"

enum {
	MOST_SURVIVORS_FILE = 4 * 1024 * 1024
};

/* A mutant that someone has explained. */
struct explained {
	struct text table, rule, mutation;
};

struct explanations {
	struct arena *arena;
	LIST_OF(struct explained);
	bool has_header;
};

static enum status on_row(void *user, const struct text *cells, size_t count, unsigned line,
			  struct error *error)
{
	struct explanations *all = user;
	if (count < 4 || cells[3].length == 0) {
		error_set(error, STATUS_INVALID, "the row does not say why");
		error_place(error, "survivors.csv", line, NULL);
		return error_remedy(error, "give table, rule, mutation and why");
	}
	if (all->has_header)
		list_push(all->arena, all,
			  (struct explained){ text_copy(all->arena, cells[0]),
					      text_copy(all->arena, cells[1]),
					      text_copy(all->arena, cells[2]) });
	all->has_header = true;
	return STATUS_OK;
}

static enum status read_explanations(struct trial *trial, struct explanations *out,
				     struct error *error)
{
	*out = (struct explanations){ .arena = trial->arena };
	const char *path =
		file_join(trial->arena, text_c(trial->arena, trial->pack->folder), "survivors.csv");
	if (!file_exists(path))
		return STATUS_OK;
	struct text bytes;
	TRY(file_read(trial->arena, path, MOST_SURVIVORS_FILE, &bytes, error));
	struct csv_reader *csv = csv_reader_new(trial->arena, path, on_row, out);
	TRY(csv_read(csv, bytes, error));
	return csv_end(csv, error);
}

static bool is_explained(struct trial *trial, const struct explanations *all,
			 const struct model_mutant *mutant)
{
	struct text rule = text_format(trial->arena, "%u", mutant->rule);
	for (size_t i = 0; i < all->count; i++)
		if (text_equal(all->at[i].table, mutant->owner) &&
		    text_equal(all->at[i].rule, rule) &&
		    text_equal(all->at[i].mutation, mutant->what))
			return true;
	return false;
}

static bool case_notices(struct trial *trial, struct case_model *model, const struct pack_case *one)
{
	case_set(model, trial->pack, one);
	for (unsigned i = 0; i < CASE_EXPECTATION_COUNT; i++)
		if (trial->cases.asserts[i] &&
		    !text_equal(case_result(model, (enum case_expectation)i), one->expected[i]))
			return true;
	return false;
}

/* A model that no longer compiles is noticed too. */
static bool is_noticed(struct trial *trial, struct text xml)
{
	struct case_model model;
	const struct dmn_problem *problem;
	bool noticed = !case_model_open(&model, trial->model_file, xml, &problem);
	for (size_t i = 0; !noticed && i < trial->cases.count; i++)
		noticed = case_notices(trial, &model, &trial->cases.cases[i]);
	case_model_close(&model);
	return noticed;
}

enum status trial_mutate(struct trial *trial, pack_progress *progress, void *user,
			 struct error *error)
{
	struct explanations explanations;
	TRY(read_explanations(trial, &explanations, error));
	struct model_mutants mutants = model_text_mutants(trial->arena, &trial->text);
	struct pack_report *report = trial->report;
	report->mutants = (unsigned)mutants.count;
	for (size_t i = 0; i < mutants.count; i++) {
		const struct model_mutant *mutant = &mutants.at[i];
		struct arena_mark mark = arena_mark(trial->arena);
		bool noticed =
			is_noticed(trial, model_text_apply(trial->arena, &trial->text, mutant));
		arena_rewind(trial->arena, mark);
		report->killed += noticed;
		if (!noticed && is_explained(trial, &explanations, mutant)) {
			report->explained++;
		} else if (!noticed) {
			report->survived++;
			report_line(trial, "%s:%u: no case notices: '%.*s', rule %u, %.*s",
				    trial->model_file, mutant->line, TEXT_ARG(mutant->owner),
				    mutant->rule, TEXT_ARG(mutant->what));
		}
		if (progress != NULL)
			progress(user, i + 1, mutants.count);
	}
	return STATUS_OK;
}
