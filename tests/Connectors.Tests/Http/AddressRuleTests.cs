using System.Net;
using MediaPipeline.Connectors.Http;

namespace MediaPipeline.Connectors.Tests.Http;

public sealed class AddressRuleTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:192.168.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fc00::1")]
    [InlineData("fd12::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void AnAddressThatIsNotPublic_IsRefused(string address) => new AddressRule([]).Permits(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2606:4700:4700::1111")]
    public void APublicAddress_IsPermitted(string address) => new AddressRule([]).Permits(IPAddress.Parse(address)).ShouldBeTrue();

    [Fact]
    public void AListedNetwork_IsPermitted_AndNoOther()
    {
        var rule = new AddressRule([IPNetwork.Parse("192.168.1.0/24"), IPNetwork.Parse("fd12::/16")]);

        rule.Permits(IPAddress.Parse("192.168.1.7")).ShouldBeTrue();
        rule.Permits(IPAddress.Parse("::ffff:192.168.1.7")).ShouldBeTrue();
        rule.Permits(IPAddress.Parse("fd12::7")).ShouldBeTrue();
        rule.Permits(IPAddress.Parse("192.168.2.7")).ShouldBeFalse();
    }
}
