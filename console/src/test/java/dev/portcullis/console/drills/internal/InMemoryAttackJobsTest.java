package dev.portcullis.console.drills.internal;

class InMemoryAttackJobsTest extends AttackJobsContract {
    private final InMemoryAttackJobs jobs = new InMemoryAttackJobs();

    @Override
    AttackJobs jobs() {
        return jobs;
    }

    @Override
    void fallSilent() {
        jobs.silent(true);
    }
}
