/* SPDX-License-Identifier: Apache-2.0 */
/* What cairo does not write, through qpdf: the language and title of the file, the scope of a
 * table's heads, and artifacts. Cairo knows no artifact: what is one was tagged PDF_ARTIFACT, is
 * taken out of the structure here, and marked anew in the pages' content. */
#include "exchange/pdf_internal.h"

#include "base/builder.h"

#include <qpdf/qpdf-c.h>

#include <stdlib.h>
#include <string.h>

struct finish {
	qpdf_data qpdf;
	struct arena *arena;
	qpdf_oh parents; /* structure parents: page's key, list by mark, ... */
};

static bool is_name(const struct finish *finish, qpdf_oh object, const char *name)
{
	return qpdf_oh_is_name(finish->qpdf, object) &&
	       strcmp(qpdf_oh_get_name(finish->qpdf, object), name) == 0;
}

/* The page's list of which element each mark belongs to: this one's to none. */
static void forget_mark(const struct finish *finish, qpdf_oh element)
{
	qpdf_data qpdf = finish->qpdf;
	qpdf_oh mark = qpdf_oh_get_key(qpdf, element, "/K");
	qpdf_oh page = qpdf_oh_get_key(qpdf, element, "/Pg");
	if (!qpdf_oh_is_integer(qpdf, mark) || !qpdf_oh_is_dictionary(qpdf, page))
		return;
	int key = qpdf_oh_get_int_value_as_int(qpdf, qpdf_oh_get_key(qpdf, page, "/StructParents"));
	qpdf_oh marks = qpdf_oh_get_array_item(qpdf, finish->parents, 2 * key + 1);
	qpdf_oh_set_array_item(qpdf, marks, qpdf_oh_get_int_value_as_int(qpdf, mark),
			       qpdf_oh_new_null(qpdf));
}

static bool is_artifact(const struct finish *finish, qpdf_oh element)
{
	return is_name(finish, qpdf_oh_get_key(finish->qpdf, element, "/S"), "/" PDF_ARTIFACT);
}

/* /K is one kid or an array of them; a kid is an element or the number of a mark. As deep as the
 * elements that pdf_paint nests. */
static void walk(const struct finish *finish, qpdf_oh element) /* NOLINT(misc-no-recursion) */
{
	qpdf_data qpdf = finish->qpdf;
	qpdf_oh kids = qpdf_oh_get_key(qpdf, element, "/K");
	bool is_one = qpdf_oh_is_dictionary(qpdf, kids);
	int count = is_one			   ? 1
		    : qpdf_oh_is_array(qpdf, kids) ? qpdf_oh_get_array_n_items(qpdf, kids)
						   : 0;
	qpdf_oh kept = qpdf_oh_new_array(qpdf);
	if (is_name(finish, qpdf_oh_get_key(qpdf, element, "/S"), "/TH"))
		qpdf_oh_replace_key(qpdf, element, "/A",
				    qpdf_oh_parse(qpdf, "<< /O /Table /Scope /Column >>"));
	for (int i = 0; i < count; i++) {
		qpdf_oh kid = is_one ? kids : qpdf_oh_get_array_item(qpdf, kids, i);
		if (qpdf_oh_is_dictionary(qpdf, kid) && is_artifact(finish, kid)) {
			forget_mark(finish, kid);
			continue;
		}
		qpdf_oh_append_item(qpdf, kept, kid);
		if (qpdf_oh_is_dictionary(qpdf, kid))
			walk(finish, kid);
	}
	if (count != 0)
		qpdf_oh_replace_key(qpdf, element, "/K", kept);
}

/* Lines that begin the marked content of an artifact say so. Cairo breaks long strings with a
 * backslash before the line's end: what follows one is text. */
static struct text mark_artifacts(struct arena *arena, struct text content)
{
	static const char begin[] = "/" PDF_ARTIFACT " << /MCID ";
	struct builder out = builder_new(arena);
	bool is_text = false;
	while (content.length != 0) {
		struct text rest;
		struct text line = text_cut(content, '\n', &rest);
		if (!is_text && text_starts(line, text_from(begin)) &&
		    text_ends(line, TEXT(" >> BDC")))
			builder_add_c(&out, "/Artifact BMC");
		else
			builder_add(&out, line);
		builder_add_byte(&out, '\n');
		is_text = text_ends(line, TEXT("\\"));
		content = rest;
	}
	return builder_text(&out);
}

static enum status rewrite_pages(const struct finish *finish, struct error *error)
{
	qpdf_data qpdf = finish->qpdf;
	for (int i = 0; i < qpdf_get_num_pages(qpdf); i++) {
		struct arena_mark before = arena_mark(finish->arena);
		unsigned char *bytes = NULL;
		size_t size = 0;
		qpdf_oh contents =
			qpdf_oh_get_key(qpdf, qpdf_get_page_n(qpdf, (size_t)i), "/Contents");
		QPDF_BOOL decoded = QPDF_FALSE;
		qpdf_oh_get_stream_data(qpdf, contents, qpdf_dl_all, &decoded, &bytes, &size);
		if (bytes == NULL)
			return error_set(error, STATUS_INVALID, "a page of the PDF has no content");
		struct text content =
			text_copy(finish->arena, (struct text){ (char *)bytes, size });
		free(bytes);
		content = mark_artifacts(finish->arena, content);
		qpdf_oh_replace_stream_data(qpdf, contents, (const unsigned char *)content.at,
					    content.length, qpdf_oh_new_null(qpdf),
					    qpdf_oh_new_null(qpdf));
		arena_rewind(finish->arena, before);
	}
	return STATUS_OK;
}

/* ISO 16684-1: the title where archives and readers look for it. */
static void add_metadata(const struct finish *finish, const struct document *document, qpdf_oh root)
{
	struct builder xml = builder_new(finish->arena);
	builder_add_c(&xml, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
			    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
			    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
			    "<rdf:Description rdf:about=\"\" "
			    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title><rdf:Alt>"
			    "<rdf:li xml:lang=\"x-default\">");
	builder_add_xml(&xml, pdf_clean(finish->arena, document->title));
	builder_add_c(&xml, "</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>");
	builder_add_xml(&xml, pdf_clean(finish->arena, document->author));
	builder_add_c(&xml, "</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF>"
			    "</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
	qpdf_data qpdf = finish->qpdf;
	qpdf_oh stream = qpdf_oh_new_stream(qpdf);
	qpdf_oh_replace_stream_data(qpdf, stream, (const unsigned char *)xml.at, xml.length,
				    qpdf_oh_new_null(qpdf), qpdf_oh_new_null(qpdf));
	qpdf_oh facts = qpdf_oh_get_dict(qpdf, stream);
	qpdf_oh_replace_key(qpdf, facts, "/Type", qpdf_oh_new_name(qpdf, "/Metadata"));
	qpdf_oh_replace_key(qpdf, facts, "/Subtype", qpdf_oh_new_name(qpdf, "/XML"));
	qpdf_oh_replace_key(qpdf, root, "/Metadata", stream);
}

static void add_catalogue(const struct finish *finish, const struct document *document)
{
	qpdf_data qpdf = finish->qpdf;
	qpdf_oh root = qpdf_get_root(qpdf);
	const char *language = text_c(finish->arena, pdf_clean(finish->arena, document->language));
	qpdf_oh_replace_key(qpdf, root, "/Lang", qpdf_oh_new_unicode_string(qpdf, language));
	qpdf_oh_replace_key(qpdf, root, "/ViewerPreferences",
			    qpdf_oh_parse(qpdf, document_is_right_to_left(document)
							? "<< /DisplayDocTitle true "
							  "/Direction /R2L >>"
							: "<< /DisplayDocTitle true >>"));
	qpdf_oh_replace_key(qpdf, root, "/MarkInfo", qpdf_oh_parse(qpdf, "<< /Marked true >>"));
	add_metadata(finish, document, root);
}

static enum status finish_all(struct finish *finish, const struct document *document,
			      struct text drawn, struct text *out, struct error *error)
{
	qpdf_data qpdf = finish->qpdf;
	qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
	qpdf_silence_errors(qpdf);
	qpdf_read_memory(qpdf, "document", drawn.at, drawn.length, NULL);
	if (qpdf_has_error(qpdf))
		return error_set(error, STATUS_INVALID, "the PDF that was drawn cannot be read");
	qpdf_oh tree = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/StructTreeRoot");
	finish->parents =
		qpdf_oh_get_key(qpdf, qpdf_oh_get_key(qpdf, tree, "/ParentTree"), "/Nums");
	walk(finish, tree);
	TRY(rewrite_pages(finish, error));
	add_catalogue(finish, document);
	qpdf_init_write_memory(qpdf);
	qpdf_set_minimum_pdf_version(qpdf, "1.7");
	qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
	qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
	qpdf_write(qpdf);
	if (qpdf_has_error(qpdf))
		return error_set(error, STATUS_INVALID, "the PDF cannot be written: %s",
				 qpdf_get_error_full_text(qpdf, qpdf_get_error(qpdf)));
	*out = text_copy(finish->arena, (struct text){ (const char *)qpdf_get_buffer(qpdf),
						       qpdf_get_buffer_length(qpdf) });
	return STATUS_OK;
}

struct finish_call {
	struct finish finish;
	const struct document *document;
	struct text drawn;
	struct text *out;
	struct error *error;
	enum status status;
};

static void run(void *user)
{
	struct finish_call *call = user;
	call->status =
		finish_all(&call->finish, call->document, call->drawn, call->out, call->error);
}

enum status pdf_finish(struct arena *arena, const struct document *document, struct text drawn,
		       struct text *out, struct error *error)
{
	struct finish_call call = { .finish = { .qpdf = qpdf_init(), .arena = arena },
				    .document = document,
				    .drawn = drawn,
				    .out = out,
				    .error = error };
	enum status status = boundary_run(arena, run, &call, error);
	qpdf_cleanup(&call.finish.qpdf);
	return status != STATUS_OK ? status : call.status;
}
