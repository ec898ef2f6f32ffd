package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Request;

/** One rule about requests, ready to be asked. */
interface RequestRule {

    /** Where it stands. */
    RuleRef ref();

    /** Whether this request is as it asks. */
    Match match(Request request);
}
