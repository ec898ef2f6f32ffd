package dev.portcullis.console.drills.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.portcullis.console.access.FixedUser;
import dev.portcullis.console.drills.DrillSchedules.ScheduleResult;
import dev.portcullis.console.drills.InMemorySchedules;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = SchedulesViewTest.Setting.class)
@ViewPackages(classes = SchedulesView.class)
class SchedulesViewTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        InMemorySchedules schedules() {
            return new InMemorySchedules();
        }

        @Bean
        FixedUser user() {
            return new FixedUser();
        }
    }

    @Autowired InMemorySchedules schedules;
    @Autowired FixedUser user;

    @BeforeEach
    void reset() {
        schedules.known.clear();
        schedules.done.clear();
        schedules.answer = Optional.empty();
        user.user = FixedUser.OPERATOR;
    }

    @Test
    void everyScheduleShowsWhenItIsDueAndHowOftenItWasMissed() {
        schedules.known.add(
                InMemorySchedules.nightly(1)
                        .ran(
                                InMemorySchedules.NEXT,
                                "Missed: the console did not run. 3 in a row.",
                                Optional.empty(),
                                3,
                                Optional.of(InMemorySchedules.NEXT)));
        schedules.known.add(InMemorySchedules.nightly(2).rested());
        navigate(SchedulesView.class);

        assertThat(test(grid()).getCellText(0, 1)).isEqualTo("0 0 3 * * *");
        assertThat(test(grid()).getCellText(0, 4)).isEqualTo("3");
        assertThat(test(grid()).getCellComponent(0, 3).getElement().getTextRecursively())
                .contains("the console did not run");
        assertThat(test(grid()).getCellText(1, 2)).isEqualTo("Paused");
    }

    @Test
    void aScheduleIsAddedAsItIsTyped() {
        navigate(SchedulesView.class);
        test(find(TextField.class).single()).setValue(" 0 30 2 * * * ");
        test(find(IntegerField.class).single()).setValue(7);
        test(add()).click();

        assertThat(schedules.done).containsExactly("add mysql-login 7 0 30 2 * * * by operator");
    }

    @Test
    void aNumberOutOfRangeAddsNothing() {
        navigate(SchedulesView.class);
        find(IntegerField.class).single().setValue(61);
        test(add()).click();

        assertThat(schedules.done).isEmpty();
        assertThat(find(IntegerField.class).single().isInvalid()).isTrue();
    }

    @Test
    void aRefusalIsSaid() {
        schedules.answer =
                Optional.of(new ScheduleResult.Refused("There are 20 schedules already"));
        navigate(SchedulesView.class);
        test(add()).click();

        assertThat(getCurrentView().getElement().getTextRecursively())
                .contains("That was not done", "There are 20 schedules already");
    }

    @Test
    void oneThatSomebodyElseDeletedIsSaidToBeGone() {
        schedules.known.add(InMemorySchedules.nightly(1));
        navigate(SchedulesView.class);
        schedules.known.clear();
        action("Delete").click();

        assertThat(getCurrentView().getElement().getTextRecursively()).contains("It is gone");
        assertThat(grid().getEmptyStateText()).contains("No drill is scheduled");
    }

    @Test
    void oneIsPausedAndResumed() {
        schedules.known.add(InMemorySchedules.nightly(1));
        navigate(SchedulesView.class);
        action("Pause").click();
        assertThat(test(grid()).getCellText(0, 2)).isEqualTo("Paused");
        action("Resume").click();

        assertThat(schedules.done).containsExactly("pause 1", "resume 1");
    }

    @Test
    void whoMayOnlyLookChangesNothing() {
        user.user = FixedUser.VIEWER;
        schedules.known.add(InMemorySchedules.nightly(1));
        navigate(SchedulesView.class);

        assertThat(add().isEnabled()).isFalse();
        assertThat(add().getTooltip().getText()).contains("may look");
        assertThat(action("Pause").isEnabled()).isFalse();
        assertThat(action("Delete").isEnabled()).isFalse();
    }

    private Button add() {
        return find(Button.class).withText("Add schedule").single();
    }

    /** A button of the only row. */
    private Button action(String text) {
        return test(grid())
                .getCellComponent(0, 6)
                .getChildren()
                .map(Button.class::cast)
                .filter(button -> button.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private Grid<?> grid() {
        return find(Grid.class).single();
    }
}
