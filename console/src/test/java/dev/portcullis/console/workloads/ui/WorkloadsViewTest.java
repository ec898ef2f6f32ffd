package dev.portcullis.console.workloads.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.base.Skeleton;
import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.workloads.ChangeResult;
import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.ClusterWorkloads;
import dev.portcullis.console.workloads.InMemoryPodLogs;
import dev.portcullis.console.workloads.InMemoryWorkloads;
import dev.portcullis.console.workloads.PodLogs;
import dev.portcullis.console.workloads.Rights;
import dev.portcullis.console.workloads.WorkloadChange;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = WorkloadsViewTest.Setting.class)
@ViewPackages(classes = WorkloadsView.class)
class WorkloadsViewTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        InMemoryWorkloads workloads() {
            return new InMemoryWorkloads();
        }

        @Bean
        InMemoryPodLogs logs() {
            return new InMemoryPodLogs();
        }

        @Bean
        WorkloadChanges changes(ClusterWorkloads workloads) {
            return new WorkloadChanges(workloads);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Somebody user() {
            return new Somebody();
        }
    }

    static final class Somebody implements CurrentUser {
        User user = User.console();

        @Override
        public Optional<User> find() {
            return Optional.of(user);
        }

        @Override
        public User require() {
            return user;
        }
    }

    @Autowired InMemoryWorkloads workloads;
    @Autowired InMemoryPodLogs logs;
    @Autowired Somebody somebody;

    @BeforeEach
    void reset() {
        workloads.reset();
        logs.read.clear();
        logs.result = new PodLogs.Result.Lines(List.of("first", "<b>second</b>"));
        somebody.user = User.console();
    }

    @Test
    void everyWorkloadIsListedAndTheFirstIsWhole() {
        navigate(WorkloadsView.class);

        assertThat(rows()).hasSize(2);
        assertThat(text())
                .contains(
                        "shop/storefront",
                        "storefront-b",
                        "CrashLoopBackOff",
                        "1 of 2",
                        "None: everything may reach it");
    }

    @Test
    void theAddressSaysWhichIsChosen() {
        open("workload=StatefulSet/users/mysql&namespace=users");

        assertThat(rows()).extracting(one -> one.id().display()).containsExactly("users/mysql");
        assertThat(text()).contains("mysql-0", "users/mysql-ingress");
    }

    @Test
    void aWorkloadThatIsNotThereIsSaidNotToBe() {
        open("workload=Deployment/shop/gone");

        assertThat(text()).contains("There is no shop/gone");
    }

    @Test
    void wantOfPermissionIsNotAnEmptyCluster() {
        workloads.known.clear();
        workloads.problem =
                Optional.of(
                        new ReadProblem(
                                ReadProblem.Kind.FORBIDDEN,
                                "The cluster does not let the console read pods."));

        navigate(WorkloadsView.class);

        assertThat(text())
                .contains("No permission", "The cluster does not let the console read pods.");
        assertThat(find(Grid.class).single().getEmptyStateText())
                .isEqualTo("The workloads are not known.");
    }

    @Test
    void whatIsStillBeingReadIsNeitherNothingNorAFailure() {
        workloads.known.clear();
        workloads.problem =
                Optional.of(
                        new ReadProblem(
                                ReadProblem.Kind.READING, "The pods have not been read yet."));

        navigate(WorkloadsView.class);

        assertThat(find(Skeleton.class).all()).isNotEmpty();
        assertThat(text()).doesNotContain("There is no workload", "have not been read");
    }

    @Test
    void aViewerMayLookAndNotChange() {
        somebody.user = new User("viewer", "127.0.0.1", Set.of(Role.VIEWER));

        navigate(WorkloadsView.class);

        assertThat(button("Scale").isEnabled()).isFalse();
        assertThat(button("Restart rollout").isEnabled()).isFalse();
    }

    @Test
    void whatTheClusterForbidsCannotBeClicked() {
        workloads.rights = new Rights(true, false, false);

        navigate(WorkloadsView.class);

        assertThat(button("Scale").isEnabled()).isTrue();
        assertThat(button("Restart rollout").isEnabled()).isFalse();
        assertThat(find(Button.class).withText("Logs").all())
                .isNotEmpty()
                .noneMatch(Button::isEnabled);
    }

    @Test
    void scalingAsksForAReasonAndPassesItOn() {
        navigate(WorkloadsView.class);
        test(button("Scale")).click();
        test(find(IntegerField.class).single()).setValue(5);
        confirm("Scale");

        assertThat(workloads.asked).isEmpty();

        test(reason()).setValue("The sale begins");
        confirm("Scale");

        assertThat(workloads.asked).hasSize(1);
        assertThat(workloads.asked.getFirst().change()).isEqualTo(new WorkloadChange.Scale(2, 5));
        assertThat(workloads.asked.getFirst().reason()).isEqualTo("The sale begins");
    }

    @Test
    void aRefusalStaysInTheDialog() {
        workloads.answer =
                Optional.of(
                        new ChangeResult.Refused(
                                ChangeResult.Why.FORBIDDEN, "The cluster says no."));
        navigate(WorkloadsView.class);
        test(button("Restart rollout")).click();
        test(reason()).setValue("A new certificate");
        confirm("Restart");

        assertThat(dialogText()).contains("No permission", "The cluster says no.");
    }

    @Test
    void aLogIsShownAsTextWhateverIsInIt() {
        navigate(WorkloadsView.class);
        test(find(Button.class).withText("Logs").all().getFirst()).click();
        MockVaadin.clientRoundtrip();

        assertThat(logs.read).extracting(PodLogs.Query::pod).containsExactly("storefront-a");
        assertThat(find(LogDrawer.class).single().getElement().getTextRecursively())
                .contains("first", "<b>second</b>");
    }

    @Test
    void aLogThatMayNotBeReadSaysSo() {
        logs.result = new PodLogs.Result.Refused(true, "No permission to read the logs in shop.");

        navigate(WorkloadsView.class);
        test(find(Button.class).withText("Logs").all().getFirst()).click();
        MockVaadin.clientRoundtrip();

        assertThat(find(LogDrawer.class).single().getElement().getTextRecursively())
                .contains("No permission to read the logs in shop.");
    }

    private static void open(String query) {
        UI.getCurrent().navigate("workloads", QueryParameters.fromString(query));
    }

    private Button button(String text) {
        return find(Button.class).withText(text).all().getFirst();
    }

    private void confirm(String text) {
        test(find(Button.class, find(ChangeDialog.class).single()).withText(text).single()).click();
    }

    private TextField reason() {
        return find(TextField.class, find(ChangeDialog.class).single()).single();
    }

    private String dialogText() {
        return find(ChangeDialog.class).single().getElement().getTextRecursively();
    }

    @SuppressWarnings("unchecked")
    private List<ClusterWorkload> rows() {
        Grid<ClusterWorkload> grid = find(Grid.class).single();
        return grid.getListDataView().getItems().toList();
    }

    private String text() {
        return getCurrentView().getElement().getTextRecursively();
    }
}
