/* SPDX-License-Identifier: Apache-2.0 */
/* pack_load: reads the files, checks every key, and builds the pack part by part. */
#include "pack/load.h"

#include "os/clock.h"
#include "os/file.h"

#include <string.h>

enum {
	MOST_FILE = 16 * 1024 * 1024,
	MOST_FILES = 256
};

enum status load_word(struct loading *loading, const struct yaml_node *node,
		      const char *const *words, size_t count, unsigned *out)
{
	char known[200] = "";
	for (size_t i = 0; i < count; i++) {
		if (text_is(node->text, words[i])) {
			*out = (unsigned)i;
			return STATUS_OK;
		}
		strncat(known, i > 0 ? ", " : "", sizeof known - strlen(known) - 1);
		strncat(known, words[i], sizeof known - strlen(known) - 1);
	}
	yaml_fail(node, loading->error, "'%.*s' is none of the words for '%.*s'",
		  TEXT_ARG(node->text), TEXT_ARG(node->name));
	error_remedy(loading->error, "use one of: %s", known);
	return STATUS_INVALID;
}

enum status load_codes_ref(struct loading *loading, const struct yaml_node *node,
			   const struct pack_codes **out)
{
	*out = NULL;
	if (node == NULL)
		return STATUS_OK;
	*out = pack_find_codes(loading->pack, node->text);
	if (*out != NULL)
		return STATUS_OK;
	yaml_fail(node, loading->error, "there is no code list '%.*s'", TEXT_ARG(node->text));
	error_remedy(loading->error, "add it under `codes:` in pack.yaml, or correct the name");
	return STATUS_INVALID;
}

enum status load_record_ref(struct loading *loading, const struct yaml_node *node,
			    const struct pack_record **out)
{
	*out = NULL;
	if (node == NULL)
		return STATUS_OK;
	*out = pack_find_record(loading->pack, node->text);
	if (*out != NULL)
		return load_may_read(loading, node, *out);
	yaml_fail(node, loading->error, "there is no record type '%.*s'", TEXT_ARG(node->text));
	error_remedy(loading->error,
		     "add it under `records:` in pack.yaml (a parent first), or correct the name");
	return STATUS_INVALID;
}

enum status load_is_open(struct loading *loading, const struct yaml_node *node,
			 const struct pack_record *record)
{
	if (record->compartment.length == 0)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' lies in the compartment '%.*s'",
		  TEXT_ARG(record->name), TEXT_ARG(record->compartment));
	error_remedy(loading->error,
		     "leave it out: neither the engine nor casework reads a closed compartment");
	return STATUS_INVALID;
}

enum status load_field_ref(struct loading *loading, const struct yaml_node *node,
			   const struct pack_record *record, struct text name,
			   const struct pack_field **out)
{
	*out = pack_find_field(record, name);
	if (*out != NULL)
		return STATUS_OK;
	yaml_fail(node, loading->error, "the record type '%.*s' has no field '%.*s'",
		  TEXT_ARG(record->name), TEXT_ARG(name));
	error_remedy(loading->error, "add the field in pack.yaml, or correct the name");
	return STATUS_INVALID;
}

enum status load_fact(struct loading *loading, const struct yaml_node *node, struct pack_fact *out)
{
	struct text field;
	struct text record = text_cut(node->text, '.', &field);
	out->record = pack_find_record(loading->pack, record);
	if (out->record == NULL) {
		yaml_fail(node, loading->error, "'%.*s' names no record type",
			  TEXT_ARG(node->text));
		error_remedy(loading->error, "write it as record.field");
		return STATUS_INVALID;
	}
	TRY(load_is_open(loading, node, out->record));
	TRY(load_may_read(loading, node, out->record));
	return load_field_ref(loading, node, out->record, field, &out->field);
}

enum status load_period(struct loading *loading, const struct yaml_node *node, dmn_value *out)
{
	*out = dmn_null();
	if (node == NULL)
		return STATUS_OK;
	struct text text = node->text;
	*out = dmn_temporal(loading->arena, DMN_MONTHS_DURATION, text.at, text.length);
	if (out->kind == DMN_NULL)
		*out = dmn_temporal(loading->arena, DMN_DAYS_DURATION, text.at, text.length);
	if (out->kind != DMN_NULL)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no duration", TEXT_ARG(text));
	error_remedy(loading->error, "write years and months (P1Y, P3M) or days (P28D)");
	return STATUS_INVALID;
}

enum status load_date(struct loading *loading, const struct yaml_node *map, const char *key,
		      dmn_value *out)
{
	const struct yaml_node *node = yaml_get(map, key);
	*out = dmn_null();
	if (node == NULL)
		return STATUS_OK;
	int64_t day;
	if (clock_parse_day(node->text, &day, NULL) != STATUS_OK) {
		yaml_fail(node, loading->error, "%.*s is no date", TEXT_ARG(node->text));
		error_remedy(loading->error, "write a day that exists as YYYY-MM-DD");
		return STATUS_INVALID;
	}
	*out = dmn_date(day);
	return STATUS_OK;
}

enum status load_check_path(struct loading *loading, const struct yaml_node *node, struct text name)
{
	struct text rest = name;
	bool inside = name.length != 0 && name.at[0] != '/';
	while (inside && rest.length != 0)
		inside = !text_is(text_cut(rest, '/', &rest), "..");
	if (inside)
		return STATUS_OK;
	if (node != NULL)
		yaml_fail(node, loading->error, "'%.*s' leads out of its folder", TEXT_ARG(name));
	else
		error_set(loading->error, STATUS_INVALID,
			  "'%.*s' in pack.yaml leads out of its folder", TEXT_ARG(name));
	error_remedy(loading->error, "name one inside, without .. or a / first");
	return STATUS_INVALID;
}

enum status load_file(struct loading *loading, const struct load_source *source, struct text name,
		      struct text *out)
{
	struct pack *pack = loading->pack;
	TRY(load_check_path(loading, NULL, name));
	const char *path = file_join(loading->arena, text_c(loading->arena, source->folder),
				     text_c(loading->arena, name));
	TRY(file_read(loading->arena, path, MOST_FILE, out, loading->error));
	if (pack->file_count == MOST_FILES)
		return error_set(loading->error, STATUS_LIMIT, "the pack has more than %d files",
				 MOST_FILES);
	struct pack_file *files =
		arena_new_array(loading->arena, struct pack_file, pack->file_count + 1);
	if (pack->file_count > 0)
		memcpy(files, pack->files, pack->file_count * sizeof *files);
	struct text kept =
		text_format(loading->arena, "%.*s%.*s", TEXT_ARG(source->prefix), TEXT_ARG(name));
	files[pack->file_count++] = (struct pack_file){ kept, *out };
	pack->files = files;
	return STATUS_OK;
}

enum status load_tree(struct loading *loading, const struct load_source *source,
		      enum keys_file kind, struct text name, struct yaml_node **out)
{
	struct text bytes;
	TRY(load_file(loading, source, name, &bytes));
	const char *path = file_join(loading->arena, text_c(loading->arena, source->folder),
				     text_c(loading->arena, name));
	TRY(yaml_read(loading->arena, path, bytes, out, loading->error));
	return keys_check(kind, *out, loading->error);
}

static enum status load_assessment(struct loading *loading, const struct load_source *source,
				   const struct yaml_node *node, struct pack_assessment *out)
{
	out->kind = yaml_text(node, "kind");
	out->title = yaml_text(node, "title");
	out->reference = yaml_text(node, "reference");
	out->pack = source->name;
	out->version = yaml_text(node, "version");
	out->current = out->version.length != 0 &&
		       load_is_version(out->version, yaml_text(source->root, "version"));
	TRY(load_date(loading, node, "done", &out->done));
	return load_date(loading, node, "review", &out->review);
}

/* Those of the pack, then those of each that it uses. */
static enum status load_assessments(struct loading *loading)
{
	struct pack *pack = loading->pack;
	size_t count = 0;
	for (size_t i = 0; i < loading->source_count; i++)
		count += yaml_get(loading->sources[i].root, "assessments")->count;
	struct pack_assessment *all =
		arena_new_array(loading->arena, struct pack_assessment, count);
	for (size_t i = 0; i < loading->source_count; i++) {
		const struct load_source *source = &loading->sources[i];
		const struct yaml_node *list = yaml_get(source->root, "assessments");
		for (size_t j = 0; j < list->count; j++)
			TRY(load_assessment(loading, source, list->nodes[j],
					    &all[pack->assessment_count++]));
	}
	pack->assessments = all;
	return STATUS_OK;
}

static void load_head(struct pack *pack, const struct yaml_node *root)
{
	pack->name = yaml_text(root, "name");
	pack->version = yaml_text(root, "version");
	pack->title = yaml_text(root, "title");
	pack->owner = yaml_text(root, "owner");
	pack->purpose = yaml_text(root, "purpose");
	pack->lawful_basis = yaml_text(root, "lawful_basis");
	pack->is_private = text_is(yaml_text(root, "public"), "no");
}

/* Files of one extract may stand in several packs: each has those of its own records. */
static struct pack_extract *extract_called(struct pack_extract *all, size_t count, struct text name)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(all[i].name, name))
			return &all[i];
	return NULL;
}

static enum status add_files(struct loading *loading, const struct yaml_node *tree,
			     struct pack_extract *to, const struct pack_extract *more)
{
	size_t count = to->file_count + more->file_count;
	struct pack_source_file *files =
		arena_new_array(loading->arena, struct pack_source_file, count);
	if (!text_equal(to->folder, more->folder)) {
		yaml_fail(yaml_get(tree, "folder"), loading->error,
			  "the extract '%.*s' lies in '%.*s' already", TEXT_ARG(to->name),
			  TEXT_ARG(to->folder));
		error_remedy(loading->error, "give it the same folder, or another name");
		return STATUS_INVALID;
	}
	memcpy(files, to->files, to->file_count * sizeof *files);
	memcpy(files + to->file_count, more->files, more->file_count * sizeof *files);
	to->files = files;
	to->file_count = count;
	return STATUS_OK;
}

static enum status load_imports(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *list = yaml_get(root, "imports");
	size_t count = list == NULL ? 0 : list->count;
	struct pack_extract *all = arena_new_array(loading->arena, struct pack_extract, count + 1);
	size_t made = 0;
	for (size_t i = 0; i < count; i++) {
		struct yaml_node *tree;
		struct pack_extract extract = { 0 };
		const struct load_source *source = load_source_of(loading, list->nodes[i]);
		TRY(load_tree(loading, source, KEYS_IMPORT, list->nodes[i]->text, &tree));
		TRY(load_extract(loading, tree, &extract));
		struct pack_extract *there = extract_called(all, made, extract.name);
		if (there != NULL)
			TRY(add_files(loading, tree, there, &extract));
		else
			all[made++] = extract;
	}
	loading->pack->extracts = all;
	loading->pack->extract_count = made;
	return STATUS_OK;
}

/* The paths of the files that a list names. */
static const struct text *load_paths(struct loading *loading, const struct yaml_node *list,
				     size_t *count)
{
	*count = list == NULL ? 0 : list->count;
	struct text *paths = arena_new_array(loading->arena, struct text, *count);
	for (size_t i = 0; i < *count; i++)
		paths[i] = text_from(file_join(
			loading->arena,
			text_c(loading->arena, load_source_of(loading, list->nodes[i])->folder),
			text_c(loading->arena, list->nodes[i]->text)));
	return paths;
}

static enum status load_models(struct loading *loading)
{
	struct text model;
	const struct pack *pack = loading->pack;
	if (pack->overview.model.length != 0)
		TRY(load_file(loading, &loading->sources[0], pack->overview.model, &model));
	return pack_decides(pack)
		       ? load_file(loading, &loading->sources[0], pack->decision.model, &model)
		       : STATUS_OK;
}

/* The pack's own, and those of packs that it uses and that show none themselves, since they decide
 * nothing. */
static enum status load_report_files(struct loading *loading)
{
	for (size_t i = 0; i < loading->source_count; i++) {
		const struct load_source *source = &loading->sources[i];
		const struct yaml_node *node = yaml_get(source->root, "reports");
		struct yaml_node *tree;
		if (node == NULL || (i != 0 && yaml_get(source->root, "decision") != NULL))
			continue;
		TRY(load_tree(loading, source, KEYS_REPORTS, node->text, &tree));
		TRY(load_measures(loading, tree));
		TRY(load_reports(loading, tree));
	}
	return STATUS_OK;
}

/* Clocks stand before states, whose guards see them. */
static enum status load_times(struct loading *loading, const struct yaml_node *root)
{
	TRY(load_calendars(loading, root));
	return load_clocks(loading, root);
}

/* Of people, the decision and its pages: a pack that decides nothing holds facts for others. */
static enum status load_work(struct loading *loading, const struct yaml_node *root)
{
	static const char *const needed[] = { "grades", "roles", "authority", "form" };
	if (yaml_get(root, "decision") == NULL) {
		TRY(load_people(loading, root));
		return load_times(loading, root);
	}
	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
		if (yaml_get(root, needed[i]) != NULL)
			continue;
		yaml_fail(root, loading->error, "the key '%s' is missing here", needed[i]);
		error_remedy(loading->error, "add `%s:`, which a pack that decides needs",
			     needed[i]);
		return STATUS_INVALID;
	}
	TRY(load_who(loading, root));
	TRY(load_decision(loading, root));
	TRY(load_times(loading, root));
	TRY(load_guards(loading, root));
	TRY(load_sign_conditions(loading, root));
	TRY(load_states(loading, root));
	TRY(load_round(loading, root));
	return load_layout(loading, root);
}

static enum status load_parts(struct loading *loading, const struct yaml_node *root)
{
	load_head(loading->pack, root);
	TRY(load_assessments(loading));
	TRY(load_codes(loading, root));
	TRY(load_records(loading, root));
	TRY(load_authorisations(loading, root));
	TRY(load_access(loading, root));
	TRY(load_work(loading, root));
	TRY(load_samples(loading, root));
	TRY(load_permissions(loading, root));
	TRY(load_teams(loading, root));
	TRY(load_flags(loading, root));
	TRY(load_documents(loading, root));
	TRY(load_duplicates(loading, root));
	TRY(load_effects(loading, root));
	TRY(load_rectification(loading, root));
	TRY(load_person_page(loading, root));
	TRY(load_retention(loading, root));
	TRY(load_languages(loading, root));
	TRY(load_letters(loading, root));
	TRY(load_imports(loading, root));
	TRY(load_compartments(loading, root));
	TRY(load_transparency(loading, root));
	TRY(load_capacity(loading, root));
	TRY(load_accumulations(loading, root));
	TRY(load_report_files(loading));
	loading->pack->synth =
		load_paths(loading, yaml_get(root, "synth"), &loading->pack->synth_count);
	loading->pack->scenarios =
		load_paths(loading, yaml_get(root, "scenarios"), &loading->pack->scenario_count);
	TRY(load_check_conditions(loading));
	return load_models(loading);
}

enum status pack_load(struct arena *arena, const char *folder, struct pack **out,
		      struct error *error)
{
	struct pack *pack = arena_new_one(arena, struct pack);
	struct loading loading = { .arena = arena, .pack = pack, .error = error };
	size_t length = strlen(folder);
	while (length > 1 && folder[length - 1] == '/')
		length--;
	pack->folder = text_copy(arena, (struct text){ folder, length });
	struct load_source *own = &loading.sources[loading.source_count++];
	own->folder = pack->folder;
	TRY(load_tree(&loading, own, KEYS_PACK, TEXT("pack.yaml"), &own->root));
	own->name = yaml_text(own->root, "name");
	loading.begun[loading.begun_count++] = own->name;
	TRY(load_uses(&loading, own->root));
	TRY(load_join(&loading));
	TRY(load_parts(&loading, own->root));
	*out = pack;
	return STATUS_OK;
}
