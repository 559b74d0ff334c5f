using MediaPipeline.Api.Access;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Tests.Access;

public sealed class HostRulesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://127.8.9.1", true)]
    [InlineData("http://localhost:5080/", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://[::ffff:127.0.0.1]:5080", true)]
    [InlineData("http://unix:/run/mediapipeline.sock", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://192.168.1.2:5080", false)]
    [InlineData("http://my-laptop:5080", false)]
    [InlineData("http://127.0.0.1.example:5080", false)]
    [InlineData("http://localhost.example", false)]
    [InlineData("", false)]
    public void Url_IsLoopbackOnlyWhereNoOtherMachineCanCall(string url, bool expected) => HostRules.IsLoopbackUrl(url).ShouldBe(expected);

    [Theory]
    [InlineData("localhost:5080", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("media.localhost", true)]
    [InlineData("127.0.0.1:5080", true)]
    [InlineData("[::1]:5080", true)]
    [InlineData("media.example:8080", true)]
    [InlineData("MEDIA.example", true)]
    [InlineData("evil.example", false)]
    [InlineData("media.example.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("192.168.1.2", false)]
    [InlineData("", false)]
    public void Host_IsALoopbackNameOrAListedOne(string host, bool expected) => HostRules.IsAllowed(new HostString(host), ["media.example"]).ShouldBe(expected);
}
