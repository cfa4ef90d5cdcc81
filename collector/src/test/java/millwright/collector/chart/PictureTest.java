package millwright.collector.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void theSvgSaysInWordsWhatItDraws() throws IOException {
        assertThat(svg())
                .contains("db-07 disk_used /var", "Reaches 80 %.", "level 1", "hard limit")
                .contains("5 Dec 22:00", "segment begins", "now", "Africa/Cairo (+02:00)");
    }

    @Test
    void theSameChartIsTheSameFile() throws IOException {
        assertThat(svg()).isEqualTo(svg());
    }

    @Test
    void thePngHasItsColoursWhereTheyBelong() throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        new Picture(TerminalChartTest.chart()).png(to);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(to.toByteArray()));
        assertThat(image.getWidth()).isEqualTo(2400);
        // The course is right of now, the history left of it.
        assertThat(columnsOf(image, 0x0f6a92)).allMatch(x -> x > 1500).isNotEmpty();
        assertThat(columnsOf(image, 0x8a96a3)).anyMatch(x -> x < 300).allMatch(x -> x < 1700);
    }

    private static java.util.List<Integer> columnsOf(BufferedImage image, int color) {
        return java.util.stream.IntStream.range(0, image.getWidth())
                .filter(
                        x ->
                                java.util.stream.IntStream.range(0, image.getHeight())
                                        .anyMatch(y -> (image.getRGB(x, y) & 0xffffff) == color))
                .boxed()
                .toList();
    }

    private static String svg() throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        new Picture(TerminalChartTest.chart()).svg(to);
        return to.toString(StandardCharsets.UTF_8);
    }
}
