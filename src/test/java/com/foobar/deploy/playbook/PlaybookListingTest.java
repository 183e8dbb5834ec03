package com.foobar.deploy.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.playbook.loader.Fixtures;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaybookListingTest {
    private final Playbook site = Fixtures.load("site/site.yml");

    @Test
    void listsTasksWithTheirRolesAndTags() {
        var listing = PlaybookListing.of(site, new TagSelection(Set.of("web", "imported"), Set.of()));

        assertThat(listing.plays())
                .extracting(play -> play.number() + " " + play.name() + " " + play.tags())
                .containsExactly("1 Every host []", "2 Web servers [site]");
        assertThat(listing.plays().get(1).tasks())
                .extracting(task -> task.title() + " " + task.tags())
                .containsExactly(
                        "common : Common [site, web]",
                        "web : Web [site, web]",
                        "Imported [imported, site]",
                        "Imported by the imported [imported, site]");
        assertThat(listing.plays().get(1).taskTags()).containsExactly("imported", "site", "web");
    }

    @Test
    void listsHosts() {
        var listing = PlaybookListing.of(site, TagSelection.ALL);

        assertThat(listing.hosts(pattern -> List.of("one of " + PlaybookListing.text(pattern))))
                .extracting(line -> line.play().name() + ": " + line.hosts())
                .containsExactly("Every host: [one of all]", "Web servers: [one of web]");
    }
}
