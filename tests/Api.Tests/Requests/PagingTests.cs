using MediaPipeline.Api.Tests.Access;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Access;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Requests;

public sealed class PagingTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly ApiHost _host = shared.Clean();

    public static TheoryData<string> Lists =>
    [
        "collections", $"collections/{Samples.CollectionId}/images", $"collections/{Samples.CollectionId}/near-duplicates", "items", "jobs", "dead-letters",
        "cache-folders",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Cursor_IsPassedOn_ButNotWithAPage(string list)
    {
        _host.Library.Collections.Add(Samples.Collection());

        await _host.Client.GetJsonAsync($"/api/v1/{list}?cursor=abc&pageSize=7");

        _host.Library.AskedPage.ShouldBe(new PageRequest(1, 7, "abc"));
        (await _host.Client.GetAsync($"/api/v1/{list}?cursor=abc&page=1").ProblemAsync(400, "invalidParameter"))
            .ShouldBe("'page' and 'cursor' are both given: give one of them.");
    }

    [Fact]
    public async Task Keys_ByCursor_AreListedOnceEach()
    {
        await using var host = await ApiHost.StartAsync(setup =>
        {
            foreach (var name in new[] { "c", "a", "b", "e", "d" })
            {
                KeyAccessTests.Add(setup, $"key_{name}", $"secret of {name}", ApiKeyScope.Read);
            }
        });
        var (ids, cursor) = (new List<string?>(), "");
        do
        {
            var page = await host.Client.GetJsonAsync($"/api/v1/keys?pageSize=2&cursor={cursor}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(key => key.GetProperty("id").GetString()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        ids.ShouldBe(["key_a", "key_b", "key_c", "key_d", "key_e"]);
        (await host.Client.GetAsync("/api/v1/keys?cursor=abc").ProblemAsync(400, "invalidParameter")).ShouldContain("nextCursor");
    }
}
