package ch.meuthak.lotse.console.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "semarb3-1577038455.us-east-1.elb.amazonaws.com, us-east-1",
        "DualStack.semarb3-1577038455.eu-central-1.elb.amazonaws.com, eu-central-1",
        "internal-app-12.ap-southeast-2.elb.amazonaws.com, ap-southeast-2",
        "net-0123456789abcdef.elb.eu-west-1.amazonaws.com, eu-west-1",
        "app-12.us-gov-west-1.elb.amazonaws.com, us-gov-west-1",
        "app-12.cn-north-1.elb.amazonaws.com.cn, cn-north-1"
    })
    void theNameOfALoadBalancerNamesItsRegion(String name, String region) {
        assertThat(new DnsAnswer(List.of("api.example.com", name), List.of()).region())
                .hasValue(region);
        assertThat(new DnsAnswer(List.of("api.example.com", "www.example.com", name), List.of()).region())
                .hasValue(region);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d111111abcdef8.cloudfront.net",
                "ec2-44-194-144-99.compute-1.amazonaws.com",
                "app-12.us-east-1.elb.amazonaws.com.evil.example",
                "elb.us-east-1.evil.example"
            })
    void noOtherNameDoes(String name) {
        assertThat(new DnsAnswer(List.of("api.example.com", name), List.of()).region())
                .isEmpty();
    }
}
