/* SPDX-License-Identifier: Apache-2.0 */
/* A document as PDF: drawn by cairo and pango, finished by qpdf. */
#include "exchange/pdf_internal.h"

#include "base/builder.h"
#include "base/civil.h"

enum {
	MEMORY_MOST = 512 * 1024 * 1024
};

struct writing {
	struct painter painter;
	PangoFontMap *fonts;
	struct arena *stream; /* what cairo has written */
	struct builder drawn;
	struct text bytes; /* finished, in the painter's arena */
	struct error *error;
	enum status status;
};

struct piece {
	struct builder *out;
	struct text bytes;
};

static void add_piece(void *user)
{
	struct piece *piece = user;
	builder_add(piece->out, piece->bytes);
}

/* Cairo's own frames are not jumped over: the boundary is here. */
static cairo_status_t take(void *user, const unsigned char *bytes, unsigned int size)
{
	struct writing *writing = user;
	struct piece piece = { &writing->drawn, { (const char *)bytes, size } };
	return boundary_run(writing->stream, add_piece, &piece, writing->error) == STATUS_OK
		       ? CAIRO_STATUS_SUCCESS
		       : CAIRO_STATUS_WRITE_ERROR;
}

static void open_fonts(struct writing *writing)
{
	struct painter *painter = &writing->painter;
	writing->fonts = pango_cairo_font_map_new();
	painter->context = pango_font_map_create_context(writing->fonts);
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(painter->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(painter->context, FALSE);
	pango_context_set_base_dir(painter->context, painter->right_to_left
							     ? PANGO_DIRECTION_WEAK_RTL
							     : PANGO_DIRECTION_WEAK_LTR);
	pango_context_set_language(
		painter->context,
		pango_language_from_string(text_c(painter->arena, painter->document->language)));
}

static void set_metadata(struct painter *painter, cairo_pdf_metadata_t which, struct text text)
{
	if (text.length != 0)
		cairo_pdf_surface_set_metadata(
			painter->surface, which,
			text_c(painter->arena, pdf_clean(painter->arena, text)));
}

static void open_surface(struct writing *writing)
{
	struct painter *painter = &writing->painter;
	const struct document *document = painter->document;
	struct civil civil = civil_from_days(document->day);
	painter->surface =
		cairo_pdf_surface_create_for_stream(take, writing, PDF_WIDTH, PDF_HEIGHT);
	painter->cairo = cairo_create(painter->surface);
	set_metadata(painter, CAIRO_PDF_METADATA_TITLE, document->title);
	set_metadata(painter, CAIRO_PDF_METADATA_AUTHOR, document->author);
	set_metadata(painter, CAIRO_PDF_METADATA_CREATE_DATE,
		     text_format(painter->arena, "%04d-%02d-%02dT00:00:00Z", (int)civil.year,
				 civil.month, civil.day));
}

static void draw(void *user)
{
	struct writing *writing = user;
	struct painter *painter = &writing->painter;
	open_fonts(writing);
	pdf_paint(painter);
	painter->page_count = painter->page;
	painter->page = 0;
	open_surface(writing);
	pdf_paint(painter);
	cairo_status_t drawn = cairo_status(painter->cairo);
	cairo_surface_finish(painter->surface);
	if (drawn == CAIRO_STATUS_SUCCESS)
		drawn = cairo_surface_status(painter->surface);
	if (drawn != CAIRO_STATUS_SUCCESS) {
		writing->status =
			error_set(writing->error, STATUS_LIMIT, "the document cannot be drawn: %s",
				  cairo_status_to_string(drawn));
		return;
	}
	writing->status =
		pdf_finish(painter->arena, painter->document, builder_text(&writing->drawn),
			   &writing->bytes, writing->error);
}

/* Lines that were alive when the memory ran out go too. */
static void close_all(struct writing *writing)
{
	struct painter *painter = &writing->painter;
	pdf_release(painter, (struct pdf_since){ arena_mark(painter->arena), NULL });
	cairo_destroy(painter->cairo);
	cairo_surface_destroy(painter->surface);
	if (painter->context != NULL)
		g_object_unref(painter->context);
	if (writing->fonts != NULL)
		g_object_unref(writing->fonts);
	arena_free(writing->stream);
}

struct copying {
	struct arena *arena;
	struct text from, *to;
};

static void copy(void *user)
{
	struct copying *copying = user;
	*copying->to = text_copy(copying->arena, copying->from);
}

enum status pdf_write(struct arena *arena, const struct document *document, struct text *bytes,
		      struct error *error)
{
	struct writing writing = { .stream = arena_new(MEMORY_MOST), .error = error };
	struct painter *painter = &writing.painter;
	painter->document = document;
	painter->arena = arena_new(MEMORY_MOST);
	painter->right_to_left = document_is_right_to_left(document);
	enum status status = STATUS_LIMIT;
	if (painter->arena == NULL || writing.stream == NULL) {
		error_set(error, STATUS_LIMIT, "there is no memory for the PDF");
	} else {
		writing.drawn = builder_new(writing.stream);
		writing.drawn.most = MEMORY_MOST;
		status = boundary_run(painter->arena, draw, &writing, error);
	}
	if (painter->arena != NULL)
		close_all(&writing);
	if (status == STATUS_OK)
		status = writing.status;
	struct copying copying = { arena, writing.bytes, bytes };
	if (status == STATUS_OK)
		status = boundary_run(arena, copy, &copying, error);
	arena_free(painter->arena);
	return status;
}
