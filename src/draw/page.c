/* SPDX-License-Identifier: Apache-2.0 */
/* A model as one page: the picture of its requirements, then each element in words, so that nothing
 * is in the picture alone. It needs no other file and no script, and prints. */
#include "draw/draw.h"

static const char style[] =
	"body{font-family:Arial,'Liberation Sans',Helvetica,sans-serif;line-height:1.4;"
	"max-width:80em;margin:2em auto;padding:0 "
	"1em;color:#0b0c0c;background:#fff;overflow-wrap:anywhere}"
	"h1{font-size:1.9em;line-height:1.2}h2{font-size:1.45em;margin:2em 0 .4em}"
	"h3{font-size:1.15em;margin:1.8em 0 .2em}"
	"p{margin:.3em 0 .7em;max-width:50em}a{color:#1d70b8}"
	".scroll{overflow-x:auto;margin:0 0 1em}.scroll:focus{outline:3px solid #0b0c0c}"
	"table{border-collapse:collapse;margin:.5em 0}"
	"caption{text-align:start;padding:.3em 0;color:#505a5f}"
	"th,td{text-align:start;vertical-align:top;padding:.35em .6em;"
	"border:1px solid #505a5f;overflow-wrap:break-word;"
	"min-width:2.5em;max-width:24em}"
	"td{white-space:pre-wrap}thead th{background:#eef2f5}thead th.output{background:#f8f4e8}"
	"td.any{color:#505a5f}.values{font-weight:normal;color:#505a5f}"
	".rules thead th{border-bottom:3px solid #0b0c0c}"
	".hint{color:#505a5f}"
	"dl{margin:.3em 0 .3em 1em}dt{font-weight:bold}dd{margin:0 0 .5em 1.5em}"
	"pre{background:#f3f2f1;padding:.6em;margin:.3em 0;white-space:pre-wrap;"
	"overflow-wrap:anywhere;width:fit-content;max-width:100%;box-sizing:border-box}"
	"svg{max-width:none;height:auto}"
	"@page{size:A4 landscape;margin:14mm}"
	"@media print{body{margin:0;padding:0;max-width:none;font-size:10pt}"
	".scroll{overflow:visible}svg{max-width:100%;max-height:170mm}"
	"h2,h3,caption{break-after:avoid}tr,pre{break-inside:avoid}thead{display:table-header-"
	"group}"
	"a{color:inherit;text-decoration:none}}";

static void put_hint(struct html *html, struct text text)
{
	if (text.length == 0)
		return;
	html_begin(html, "p");
	html_attribute(html, "class", TEXT("hint"));
	html_text(html, text);
	html_end(html);
}

static void put_paragraph(struct html *html, struct text text)
{
	if (text.length != 0)
		html_element(html, "p", text);
}

static struct text name_of(const struct element *element)
{
	if (element->name.length != 0)
		return element->name;
	return element->id.length != 0 ? element->id : TEXT("(without a name)");
}

static struct text anchor(struct arena *arena, const struct element *element)
{
	return text_format(arena, "element-%zu", element->index + 1);
}

static void put_link(struct html *html, const struct element *element)
{
	html_begin(html, "a");
	html_attribute(
		html, "href",
		text_format(html->out.arena, "#%.*s", TEXT_ARG(anchor(html->out.arena, element))));
	html_text(html, name_of(element));
	html_end(html);
}

static bool is_before(const struct element *element, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (element->requirements.at[k].element == element->requirements.at[i].element)
			return true;
	return false;
}

/* What the picture's arrows say. */
static void put_requirements(struct html *html, const struct element *element)
{
	bool is_open = false;
	for (size_t i = 0; i < element->requirements.count; i++) {
		const struct element *required = element->requirements.at[i].element;
		if (required == element || is_before(element, i))
			continue;
		if (!is_open)
			html_begin(html, "p");
		html_text(html, is_open ? TEXT(", ") : TEXT("Requires "));
		is_open = true;
		put_link(html, required);
	}
	if (is_open)
		html_end(html);
}

static void put_list(struct html *html, const char *words, const struct element_list *list)
{
	if (list->count == 0)
		return;
	html_begin(html, "p");
	html_text(html, text_from(words));
	for (size_t i = 0; i < list->count; i++) {
		html_text(html, i == 0 ? TEXT(" ") : TEXT(", "));
		put_link(html, list->at[i]);
	}
	html_end(html);
}

static void put_type(struct html *html, const struct element *element)
{
	const struct type *type = element->type;
	if (element->type_name.length == 0)
		return;
	struct text allowed = type != NULL ? text_trim(type->constraint_text) : TEXT("");
	put_hint(html, allowed.length != 0
			       ? text_format(html->out.arena, "Type: %.*s, of %.*s",
					     TEXT_ARG(element->type_name), TEXT_ARG(allowed))
			       : text_format(html->out.arena, "Type: %.*s",
					     TEXT_ARG(element->type_name)));
}

static void put_parameters(struct html *html, const struct element *element)
{
	struct builder names = builder_new(html->out.arena);
	for (size_t i = 0; i < element->parameter_count; i++) {
		builder_add_c(&names, i == 0 ? "Takes " : ", ");
		builder_add(&names, element->parameters[i].name);
	}
	put_hint(html, builder_text(&names));
}

static void put_element(struct html *html, const struct element *element)
{
	struct arena *arena = html->out.arena;
	html_begin(html, "section");
	html_begin(html, "h3");
	html_attribute(html, "id", anchor(arena, element));
	html_text(html, name_of(element));
	html_end(html);
	put_paragraph(html, xml_child_text(element->source, "question"));
	put_paragraph(html, xml_child_text(element->source, "description"));
	put_type(html, element);
	put_parameters(html, element);
	put_requirements(html, element);
	put_list(html, "Gives", &element->outputs);
	put_list(html, "Computes also", &element->encapsulated);
	put_list(html, "Is given", &element->input_data);
	put_list(html, "Is given the decisions", &element->input_decisions);
	const struct boxed *logic = draw_logic_of(element);
	if (logic != NULL)
		draw_boxed(html, logic, text_c(arena, name_of(element)));
	else if (element->kind == DMN_ELEMENT_DECISION || element->kind == DMN_ELEMENT_BKM)
		put_hint(html, TEXT("It has no logic."));
	html_end(html);
}

static void put_kind(struct html *html, const struct dmn_model *model, enum dmn_element_kind kind,
		     const char *heading)
{
	bool has_any = false;
	for (size_t i = 0; i < model->elements.count; i++) {
		const struct element *element = model->elements.at[i];
		if (element->kind != kind)
			continue;
		if (!has_any)
			html_element(html, "h2", text_from(heading));
		has_any = true;
		put_element(html, element);
	}
}

/* Knowledge sources are read from the XML alone: no evaluation knows of them. */
static void put_sources(struct html *html, const struct dmn_model *model)
{
	const struct xml_element *root = model->files.at[0]->root;
	const struct xml_element *source = xml_child(root, "knowledgeSource");
	if (source == NULL)
		return;
	html_element(html, "h2", TEXT("Knowledge sources"));
	html_begin(html, "ul");
	for (; source != NULL; source = xml_next(source, "knowledgeSource")) {
		struct text uri = xml_attribute(source, "locationURI");
		struct text about = xml_child_text(source, "description");
		html_begin(html, "li");
		html_text(html, xml_attribute(source, "name"));
		html_text(html, about.length != 0 ? TEXT(": ") : TEXT(""));
		html_text(html, about);
		html_text(html, uri.length != 0 ? TEXT(", ") : TEXT(""));
		html_text(html, uri);
		html_end(html);
	}
	html_end(html);
}

struct text draw_page(struct arena *arena, const struct dmn_model *model)
{
	const struct model_file *main_file = model->files.at[0];
	struct text name = main_file->name.length != 0 ? main_file->name : TEXT("A decision model");
	struct html html = html_document(arena, TEXT("en"), name, style);
	html_begin(&html, "main");
	html_element(&html, "h1", name);
	put_paragraph(&html, xml_child_text(main_file->root, "description"));
	html_element(&html, "h2", TEXT("What requires what"));
	put_hint(
		&html,
		TEXT("Rectangles are decisions, rounded shapes inputs, shapes with cut corners "
		     "business knowledge models, sheets knowledge sources, thick frames decision "
		     "services. An arrow leads from what is required to what requires it; a dashed "
		     "one is a call, one with a dot an authority. The texts below say the same."));
	html_begin(&html, "div");
	html_attribute(&html, "class", TEXT("scroll"));
	html_attribute(&html, "role", TEXT("region"));
	html_attribute(&html, "aria-label", TEXT("Requirements diagram"));
	html_attribute(&html, "tabindex", TEXT("0"));
	draw_graph(&html, model);
	html_end(&html);
	put_kind(&html, model, DMN_ELEMENT_DECISION, "Decisions");
	put_kind(&html, model, DMN_ELEMENT_BKM, "Business knowledge models");
	put_kind(&html, model, DMN_ELEMENT_SERVICE, "Decision services");
	put_kind(&html, model, DMN_ELEMENT_INPUT_DATA, "Inputs");
	put_sources(&html, model);
	return html_finish(&html);
}
