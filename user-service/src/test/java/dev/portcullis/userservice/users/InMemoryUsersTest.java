package dev.portcullis.userservice.users;

import java.time.Clock;

class InMemoryUsersTest extends UsersContract {
    @Override
    protected Users empty(Clock clock) {
        return new InMemoryUsers(clock);
    }
}
