using System.Net;
using MediaPipeline.Api.Access;
using MediaPipeline.Api.Tests.Access;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Access;

namespace MediaPipeline.Api.Tests.Keys;

public sealed class KeyEndpointsTests
{
    [Fact]
    public async Task Key_IsShownOnce_KeptHashed_AndWorksUntilDeleted()
    {
        await using var host = await ApiHost.StartAsync();
        using var response = await host.Client.PostObjectAsync("/api/v1/keys", new { name = "phone", scope = "read" });
        var created = await response.JsonAsync(HttpStatusCode.Created);
        var (id, secret) = (created.GetProperty("id").GetString()!, created.GetProperty("secret").GetString()!);
        id.ShouldStartWith("key_");
        secret.ShouldStartWith("mpk_");
        secret.Length.ShouldBe(47);
        var stored = host.Keys.Stored.ShouldHaveSingleItem();
        stored.Hash.ShouldBe(KeySecrets.Hash(secret));
        stored.Scope.ShouldBe(ApiKeyScope.Read);
        using var list = await host.Client.GetAsync("/api/v1/keys");
        var text = await list.Content.ReadAsStringAsync();
        text.ShouldContain("phone");
        text.ShouldNotContain(secret);
        text.ShouldNotContain(stored.Hash);

        // With a key its scope counts, though none is needed here.
        using var read = await host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("X-Api-Key", secret));
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.Client.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}", ("X-Api-Key", secret)).ProblemAsync(403, "scopeTooSmall");
        using var deleted = await host.Client.DeleteAsync($"/api/v1/keys/{id}");
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("X-Api-Key", secret)).ProblemAsync(401, "keyUnknown");
        await host.Client.DeleteAsync($"/api/v1/keys/{id}").ProblemAsync(404, "notFound");
    }

    [Theory]
    [InlineData("""{"scope":"read"}""", "fieldMissing", "'name'")]
    [InlineData("""{"name":"x"}""", "fieldMissing", "'scope' is missing: give one of read, write, admin, webhook")]
    [InlineData("""{"name":"x","scope":"root"}""", "invalidField", "'scope' cannot be 'root'")]
    public async Task BadKey_IsNamed(string body, string code, string detail)
    {
        await using var host = await ApiHost.StartAsync();
        (await host.Client.PostTextAsync("/api/v1/keys", body).ProblemAsync(400, code)).ShouldContain(detail);
    }

    [Fact]
    public async Task LastAdminKey_StaysWhereOneIsNeeded()
    {
        await using var host = await ApiHost.StartAsync(setup =>
        {
            setup.Urls = ["http://*:80"];
            KeyAccessTests.Add(setup, "key_a", "admin-secret", ApiKeyScope.Admin);
            KeyAccessTests.Add(setup, "key_r", "read-secret", ApiKeyScope.Read);
        });
        await host.Client.SendAsync(HttpMethod.Delete, "/api/v1/keys/key_a", ("X-Api-Key", "admin-secret")).ProblemAsync(409, "lastAdminKey");
        using var other = await host.Client.SendAsync(HttpMethod.Delete, "/api/v1/keys/key_r", ("X-Api-Key", "admin-secret"));
        other.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }
}
