package dev.portcullis.policy.check;

import java.util.List;

/** One thing to look for in policies. */
interface Check {

    List<Finding> run(Subject subject);
}
