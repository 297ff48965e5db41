/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of an export: JSON with its members in one order, of which the canonical form of an entry
 * is made. */
#include "verifier.h"

#include <sodium.h>
#include <stdio.h>

/* What stands before each value, behind its type: n number, t text, h hash. The last is no part of
 * the form. */
static const char *const members[] = {
	"n{\"number\":",      "n,\"at\":",	    "t,\"actor\":",	"t,\"kind\":",
	"t,\"action\":",      "t,\"purpose\":",	    "t,\"face\":",	"t,\"subject\":",
	"n,\"subject_id\":",  "t,\"person_type\":", "n,\"person_id\":", "h,\"details\":",
	"n,\"batch_count\":", "h,\"batch_root\":",  "h,\"leaf\":",
};

/* A string, decoded where it stands; JSON's escapes that remit writes. */
static bool take_text(char **at, char **out, size_t *size)
{
	static const char marks[] = "\"\\ntr";
	static const char means[] = "\"\\\n\t\r";
	size_t got;
	char *to = *out = *at + 1;
	if (*(*at)++ != '"')
		return false;
	for (; **at != '"'; to++) {
		const char *mark =
			**at == '\\' && (*at)[1] != '\0' ? strchr(marks, (*at)[1]) : NULL;
		int step = mark != NULL ? 2 : **at == '\\' ? 6 : 1;
		if ((unsigned char)**at < ' ' ||
		    (step == 6 &&
		     (strncmp(*at, "\\u00", 4) != 0 ||
		      sodium_hex2bin((unsigned char *)to, 1, *at + 4, 2, NULL, &got, NULL) != 0)))
			return false;
		if (step != 6)
			*to = mark != NULL ? means[mark - marks] : **at;
		*at += step;
	}
	*size = (size_t)(to - *out);
	++*at;
	return true;
}

/* The value of a member: digits as they are, a string decoded, a hash's bytes. */
static bool take(char **at, const char *member, char **out, size_t *size)
{
	size_t length = strlen(member + 1);
	if (strncmp(*at, member + 1, length) != 0)
		return false;
	*out = *at += length;
	*size = strspn(*at, "-0123456789");
	if (member[0] == 'n')
		*at += *size;
	if (member[0] == 'n' || !take_text(at, out, size))
		return member[0] == 'n' && *size != 0;
	return member[0] == 't' || (*size == 64 && sodium_hex2bin((unsigned char *)*out, 32, *out,
								  64, NULL, size, NULL) == 0);
}

bool parse_entry(char *line, unsigned long long *number, struct hash *made, struct hash *told)
{
	static char form[1024 * 1024 + 1024];
	static const size_t count = sizeof members / sizeof members[0];
	size_t length = (size_t)snprintf(form, sizeof form, "remit-audit-entry/1\n");
	char *value;
	size_t size;
	for (size_t i = 0; i < count; i++) {
		if (!take(&line, members[i], &value, &size) || size + length + 32 > sizeof form ||
		    (i == 0 && !parse_number((struct source){ value, value + size }, "", number)))
			return false;
		if (i == count - 1)
			break;
		length += (size_t)snprintf(form + length, 32, "%zu:", size);
		memcpy(form + length, value, size);
		length += size;
		form[length++] = '\n';
	}
	*made = sha256(0, form, length, "", 0);
	memcpy(told, value, sizeof *told);
	return strcmp(line, "}\n") == 0;
}
