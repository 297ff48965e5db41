/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/fetch.h"

#include <curl/curl.h>

enum status fetch_open(struct error *error)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK
		       ? STATUS_OK
		       : error_set(error, STATUS_IO, "libcurl cannot be used");
}

void fetch_close(void)
{
	curl_global_cleanup();
}

static bool part_is(CURLU *url, CURLUPart part, const char *value)
{
	char *found = NULL;
	bool is = curl_url_get(url, part, &found, 0) == CURLUE_OK && strcmp(found, value) == 0;
	curl_free(found);
	return is;
}

static bool has(CURLU *url, CURLUPart part)
{
	char *found = NULL;
	bool is = curl_url_get(url, part, &found, 0) == CURLUE_OK;
	curl_free(found);
	return is;
}

static bool is_loopback(CURLU *url)
{
	return part_is(url, CURLUPART_HOST, "127.0.0.1") ||
	       part_is(url, CURLUPART_HOST, "localhost") || part_is(url, CURLUPART_HOST, "[::1]");
}

bool fetch_may(struct arena *arena, struct text text)
{
	CURLU *url = curl_url();
	const char *given = text_c(arena, text);
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] <= ' ' || text.at[i] >= 0x7F) {
			curl_url_cleanup(url);
			return false;
		}
	bool may = url != NULL && curl_url_set(url, CURLUPART_URL, given, 0) == CURLUE_OK &&
		   !has(url, CURLUPART_USER) && !has(url, CURLUPART_PASSWORD) &&
		   !has(url, CURLUPART_FRAGMENT) &&
		   (part_is(url, CURLUPART_SCHEME, "https") ||
		    (part_is(url, CURLUPART_SCHEME, "http") && is_loopback(url)));
	curl_url_cleanup(url);
	return may;
}

/* The room is taken before: an arena may leave through a boundary, which must not pass a library.
 */
struct room {
	char *at;
	size_t length;
	bool is_full;
};

static size_t take(char *bytes, size_t size, size_t count, void *user)
{
	struct room *room = user;
	if (size * count > FETCH_MOST - room->length) {
		room->is_full = true;
		return 0;
	}
	memcpy(room->at + room->length, bytes, size * count);
	room->length += size * count;
	return size * count;
}

static int must_end(void *user, curl_off_t total, curl_off_t now, curl_off_t up_total,
		    curl_off_t up_now)
{
	const atomic_bool *ending = user;
	(void)total;
	(void)now;
	(void)up_total;
	(void)up_now;
	return ending != NULL && atomic_load(ending);
}

static void set_limits(CURL *curl, const struct fetch *what)
{
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http"); /* fetch_may has looked */
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "127.0.0.1,localhost,::1");
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)FETCH_CONNECT_MILLISECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)FETCH_MILLISECONDS);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, must_end);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, what->ending);
	if (what->ca_file != NULL)
		curl_easy_setopt(curl, CURLOPT_CAINFO, what->ca_file);
}

static void set_request(CURL *curl, struct arena *arena, const struct fetch *what)
{
	curl_easy_setopt(curl, CURLOPT_URL, text_c(arena, what->url));
	if (what->form.length != 0) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)what->form.length);
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, what->form.at);
	}
	if (what->user.length != 0) {
		curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
		curl_easy_setopt(curl, CURLOPT_USERNAME, text_c(arena, what->user));
		curl_easy_setopt(curl, CURLOPT_PASSWORD, text_c(arena, what->password));
	}
}

static enum status perform(CURL *curl, struct room *room, struct fetched *out, struct error *error)
{
	char why[CURL_ERROR_SIZE] = "";
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, room);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, why);
	CURLcode code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &out->status);
	out->body = (struct text){ room->at, room->length };
	if (room->is_full)
		return error_set(error, STATUS_LIMIT, "the answer is larger than %d bytes",
				 FETCH_MOST);
	if (code != CURLE_OK)
		return error_set(error, STATUS_IO, "no answer: %s",
				 why[0] != '\0' ? why : curl_easy_strerror(code));
	return STATUS_OK;
}

enum status fetch_answer(struct arena *arena, const struct fetch *what, struct fetched *out,
			 struct error *error)
{
	struct room room = { .at = arena_alloc(arena, FETCH_MOST) };
	*out = (struct fetched){ 0 };
	if (!fetch_may(arena, what->url))
		return error_set(error, STATUS_INVALID, "'%.*s' is no address to be asked",
				 TEXT_ARG(what->url));
	CURL *curl = curl_easy_init();
	if (curl == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	set_limits(curl, what);
	set_request(curl, arena, what);
	enum status status = perform(curl, &room, out, error);
	curl_easy_cleanup(curl);
	return status;
}
