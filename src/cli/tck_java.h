/* SPDX-License-Identifier: Apache-2.0 */
/* C equivalents of the few methods of java.lang that the kit calls. */
#ifndef REMIT_CLI_TCK_JAVA_H
#define REMIT_CLI_TCK_JAVA_H

#include <dmn.h>

dmn_value (*tck_java_find(void *user, const char *class_name,
			  const char *signature))(struct arena *arena, const dmn_value *arguments,
						  size_t count);

#endif
