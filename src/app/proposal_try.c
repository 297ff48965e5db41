/* SPDX-License-Identifier: Apache-2.0 */
/* What has to hold before a version of a pack may be taken up. */
#include "app/proposal_internal.h"

#include "base/builder.h"
#include "pack/pack_test.h"

/* Lines name files by where they lie for now; who reads them later knows the pack's names. */
static void add_line(struct builder *out, struct text line, struct text folder)
{
	size_t at = 0;
	for (size_t found; (found = text_find(line, folder, at)) != SIZE_MAX;) {
		builder_add(out, text_slice(line, at, found));
		at = found + folder.length;
		at += at < line.length && line.at[at] == '/';
	}
	builder_add(out, text_slice(line, at, line.length));
	builder_add_byte(out, '\n');
}

static void add_lines(struct builder *out, const struct pack_report *report, const char *folder)
{
	for (size_t i = 0; i < report->lines.count; i++)
		add_line(out, report->lines.at[i], text_from(folder));
}

static enum status failed(unsigned count, const char *what, struct error *error)
{
	error_set(error, STATUS_DIFFERS, "the proposed pack has %u %s", count, what);
	error_remedy(error, "`remit pack check DIR` and `remit pack test DIR` say where; mend them "
			    "and propose it again");
	return STATUS_DIFFERS;
}

static enum status check(struct arena *arena, const char *folder, struct builder *out,
			 struct error *error)
{
	struct pack_report report = { 0 };
	TRY(pack_check(arena, folder, &report, error));
	add_lines(out, &report, folder);
	builder_add_format(out, "check: %u faults\n", report.faults);
	return report.faults == 0 ? STATUS_OK : failed(report.faults, "faults", error);
}

static enum status run_cases(struct arena *arena, const char *folder, struct builder *out,
			     struct error *error)
{
	struct pack_report report = { 0 };
	TRY(pack_test(arena, folder, false, NULL, NULL, &report, error));
	add_lines(out, &report, folder);
	builder_add_format(out, "rules covered: %u of %u\nrule cases: %u passed, %u failed\n",
			   report.rules_matched, report.rules, report.passed, report.failed);
	if (report.failed != 0)
		return failed(report.failed, "rule cases that fail", error);
	return report.rules_matched == report.rules ? STATUS_OK
						    : failed(report.rules - report.rules_matched,
							     "rules that no case reaches", error);
}

enum status proposal_try(struct arena *arena, const char *folder, struct text *result,
			 struct error *error)
{
	struct builder out = builder_new(arena);
	TRY(check(arena, folder, &out, error));
	TRY(run_cases(arena, folder, &out, error));
	*result = builder_text(&out);
	return STATUS_OK;
}

/* ---- assessments ------------------------------------------------------ */

static enum status no_assessment(struct error *error, const char *why, struct text title)
{
	error_set(error, STATUS_INVALID, "the impact assessment '%.*s' %s", TEXT_ARG(title), why);
	error_remedy(error,
		     "assess this version, and say so in pack.yaml: assessments: version, review");
	return STATUS_INVALID;
}

static bool has_kind(const struct pack *pack, const struct pack_assessment *wanted)
{
	for (size_t i = 0; i < pack->assessment_count; i++)
		if (text_equal(pack->assessments[i].kind, wanted->kind) &&
		    text_equal(pack->assessments[i].pack, wanted->pack))
			return true;
	return false;
}

static bool has_any(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->assessment_count; i++)
		if (text_equal(pack->assessments[i].pack, name))
			return true;
	return false;
}

static enum status check_authorisations(const struct pack *pack, int64_t today, struct error *error)
{
	for (size_t i = 0; i < pack->authorisation_count; i++) {
		const struct pack_authorisation *it = &pack->authorisations[i];
		if (dmn_date_days(it->from) <= today && today <= dmn_date_days(it->until))
			continue;
		error_set(error, STATUS_INVALID, "the authorisation '%.*s' does not hold today",
			  TEXT_ARG(it->name));
		return error_remedy(error,
				    "propose it with authorisations that are in date, or "
				    "without the use of %.*s.%.*s",
				    TEXT_ARG(it->record->name), TEXT_ARG(it->field->name));
	}
	return STATUS_OK;
}

enum status proposal_assess(struct app *app, const struct pack *pack, const struct pack *base,
			    struct error *error)
{
	int64_t today = clock_today(&app->clock);
	if (!has_any(pack, pack->name))
		return no_assessment(error, "is lacking: the pack has none of its own",
				     pack->title);
	for (size_t i = 0; i < base->assessment_count; i++)
		if (has_any(pack, base->assessments[i].pack) &&
		    !has_kind(pack, &base->assessments[i]))
			return no_assessment(error, "of the version in force is lacking",
					     base->assessments[i].title);
	for (size_t i = 0; i < pack->assessment_count; i++) {
		const struct pack_assessment *it = &pack->assessments[i];
		if (!it->current)
			return no_assessment(error, "is not of this version", it->title);
		if (it->review.kind == DMN_DATE && dmn_date_days(it->review) < today)
			return no_assessment(error, "is past the day of its review", it->title);
	}
	return check_authorisations(pack, today, error);
}
