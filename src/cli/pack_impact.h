/* SPDX-License-Identifier: Apache-2.0 */
/* remit pack diff --impact, whose words are a session's. */
#ifndef REMIT_CLI_PACK_IMPACT_H
#define REMIT_CLI_PACK_IMPACT_H

#include "cli/command.h"

command_function command_pack_impact;

#endif
