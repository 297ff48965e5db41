/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's transparency record, section by section. */
#include "app/proposal.h"
#include "app/transparency_internal.h"

#include "base/builder.h"

void transparency_add(struct transparency_making *it, const char *reference, const char *name,
		      const char *label, struct text value)
{
	struct transparency_row row = { it->section, reference, name, label, text_trim(value) };
	if (row.value.length != 0)
		list_push(it->caseload->arena, it->out, row);
}

static void overview(struct transparency_making *it)
{
	const struct pack *pack = it->caseload->pack;
	it->section = "Tier 1: overview";
	transparency_add(it, "", "name", "Name", pack->title);
	transparency_add(
		it, "", "description", "What it is and why it is used",
		text_format(it->caseload->arena,
			    "%.*s Published rules are applied to every case; they say what they "
			    "recommend and why, which case comes first, and where they cannot "
			    "tell. A person decides, with reasons of their own, %s.",
			    TEXT_ARG(text_trim(pack->purpose)),
			    pack->decision.sealed
				    ? "and is shown the recommendation once they have recorded "
				      "their own view"
				    : "beside the recommendation"));
	transparency_add(it, "", "website", "Website", pack->transparency.website);
	transparency_add(it, "", "contact_email", "Contact", pack->transparency.contact);
}

static void responsibility(struct transparency_making *it)
{
	const struct pack_transparency *said = &it->caseload->pack->transparency;
	it->section = "Tier 2: owner and responsibility";
	transparency_add(it, "1.1", "organisation", "Organisation", said->organisation);
	transparency_add(it, "1.2", "team", "Team", said->team);
	transparency_add(it, "1.3", "senior_responsible_owner", "Senior responsible owner",
			 said->responsible);
	transparency_add(it, "1.4", "external_supplier", "Supplier outside", said->supplier);
}

static enum status upkeep(struct transparency_making *it, struct error *error)
{
	const struct pack *pack = it->caseload->pack;
	struct pack_taken_list taken;
	struct builder out = builder_new(it->caseload->arena);
	TRY(pack_taken_read(it->caseload->app, &taken, error));
	builder_add_c(&out, "A changed version takes two people, passes its checks and rule cases, "
			    "and has impact assessments of its own; what it would do to the cases "
			    "is measured before.");
	for (size_t i = 0; i < taken.count; i++) {
		const struct pack_taken *one = &taken.at[i];
		if (!text_equal(one->pack, pack->name))
			continue;
		builder_add_format(&out, " Version %.*s, in force from %.*s",
				   TEXT_ARG(one->version),
				   TEXT_ARG(text_slice(one->taken_at, 0, 10)));
		if (one->statement.length != 0)
			builder_add_format(&out, ": %.*s", TEXT_ARG(one->statement));
		builder_add_c(&out, text_ends(one->statement, TEXT(".")) ? "" : ".");
	}
	transparency_add(it, "2.7", "maintenance", "Maintenance, and what changed",
			 builder_text(&out));
	return STATUS_OK;
}

static enum status rationale(struct transparency_making *it, struct error *error)
{
	const struct pack *pack = it->caseload->pack;
	const struct pack_transparency *said = &pack->transparency;
	it->section = "Tier 2: description and rationale";
	transparency_add(it, "2.1", "scope", "What it is for, and not for",
			 text_format(it->caseload->arena, "%.*s Not for: %.*s",
				     TEXT_ARG(text_trim(pack->purpose)), TEXT_ARG(said->not_for)));
	transparency_add(it, "2.2", "benefit", "Benefit", said->benefit);
	transparency_add(it, "2.3", "alternatives_considered", "Alternatives", said->alternatives);
	transparency_add(
		it, "2.4", "model_type", "Kind of model",
		TEXT("Decision rules that people have written (Decision Model and Notation): "
		     "decision tables and expressions. Nothing is learned, and there is "
		     "no score."));
	TRY(transparency_use(it, error));
	transparency_add(it, "2.6", "phase", "Phase", said->phase);
	TRY(upkeep(it, error));
	transparency_add(
		it, "2.8", "system_architecture", "Architecture",
		text_format(
			it->caseload->arena,
			"remit, open source, with the engine libdmn %s; version %.*s of the pack "
			"'%.*s'. Each run keeps its inputs, and can be replayed to the same "
			"bytes.",
			dmn_version(), TEXT_ARG(pack->version), TEXT_ARG(pack->name)));
	return STATUS_OK;
}

static void assessments(struct transparency_making *it)
{
	const struct pack *pack = it->caseload->pack;
	it->section = "Tier 2: risks, mitigations and impact assessments";
	for (size_t i = 0; i < pack->assessment_count; i++) {
		const struct pack_assessment *one = &pack->assessments[i];
		size_t size;
		const char *done = dmn_text(it->caseload->arena, one->done, &size);
		transparency_add(it, "5.1", "impact_assessment", "Impact assessment",
				 text_format(it->caseload->arena, "%.*s (%.*s), done on %.*s",
					     TEXT_ARG(one->title), TEXT_ARG(one->reference),
					     (int)size, done));
	}
	for (size_t i = 0; i < pack->transparency.risk_count; i++) {
		const struct pack_risk *risk = &pack->transparency.risks[i];
		transparency_add(it, "5.5", "risk", "Risk, and what is done about it",
				 text_format(it->caseload->arena, "%.*s: %.*s %.*s",
					     TEXT_ARG(risk->name), TEXT_ARG(risk->description),
					     TEXT_ARG(risk->mitigation)));
	}
}

enum status transparency_make(struct caseload *caseload, struct transparency *out,
			      struct error *error)
{
	struct transparency_making it = { .caseload = caseload, .out = out };
	*out = (struct transparency){ 0 };
	if (caseload->pack->transparency.organisation.length == 0) {
		error_set(error, STATUS_NOT_FOUND, "the pack has no transparency record");
		return error_remedy(error, "its owner says what it needs: transparency");
	}
	overview(&it);
	responsibility(&it);
	TRY(rationale(&it, error));
	transparency_people(&it);
	transparency_data(&it);
	assessments(&it);
	return STATUS_OK;
}
