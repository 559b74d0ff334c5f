using System.Text.Json;
using MediaPipeline.Api.Tests.Access;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Access;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using Microsoft.Playwright;
using NSubstitute;
using static Microsoft.Playwright.Assertions;

namespace MediaPipeline.Api.Tests.Pages;

/// <summary>The page at <c>/</c> as a person sees it.</summary>
public sealed class PageInBrowserTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const string Hostile = "<img src=x onerror=document.title='hacked'>.png";
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 60_000 };
    private readonly List<string> _errors = [];
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllBytesAsync(_file, Pixel);
        _host = await ApiHost.StartAsync();
        _host.Library.Collections.Add(Samples.Collection(Hostile));
        _host.Library.Jobs.Add(Samples.Job(JobState.Waiting, question: new JobQuestion("halfVanished", "More than half is gone.", ["proceed", "stop"])));
        _host.Library.Images.Add(Samples.Image("cat.jpg"));
        _host.Library.Images.Add(
            Samples.Image(Hostile, ItemState.Failed, "discovered", new ItemError("notAPicture", "That is no picture.", "probed", Samples.Now)));
        _host.Library.Files[(Samples.ImageId("cat.jpg"), RenditionKind.Thumbnail)] = Samples.File(_file, "image/png");
        _host.Library.Files[(Samples.ImageId("cat.jpg"), RenditionKind.Viewing)] = Samples.File(_file, "image/png", "bb22");
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        File.Delete(_file);
    }

    [BrowserFact]
    public async Task Jobs_MoveAsTheyRun_AndTakeAnswers()
    {
        var job = Substitute.For<IJobGrain>();
        job.Answer("proceed").Returns(_ =>
        {
            _host.Library.Jobs[0] = Samples.Job();
            return Task.FromResult(CommandResult.Done);
        });
        _host.Grains.GetGrain<IJobGrain>(Samples.JobId.Value).Returns(job);
        var page = await browser.OpenAsync(_host.Address, _errors);
        await page.GetByRole(AriaRole.Button, new() { Name = "proceed" }).ClickAsync();
        await Expect(page.Locator("#jobs .badge")).ToHaveTextAsync("running", new() { Timeout = 60_000 });
        await Expect(page.Locator("#connection")).ToHaveTextAsync("live", new() { Timeout = 60_000 });
        var progress = Samples.Job().Progress with { Percent = 42 };
        _host.Feed.Publish(FeedEvents.JobProgress, Samples.JobId, JsonSerializer.Serialize(Samples.Job() with { Progress = progress }, ContractJson.Options));
        await Expect(page.Locator("#jobs progress")).ToHaveAttributeAsync("value", "42", new() { Timeout = 60_000 });
        _errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Pictures_AreShown_OpenLarge_AndNamesAreText()
    {
        var page = await browser.OpenAsync(_host.Address, _errors);
        await Expect(page.Locator("#collections h3")).ToHaveTextAsync(Hostile, new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "Pictures", Exact = true }).ClickAsync();
        await Expect(page.Locator("#pictures .why")).ToContainTextAsync("That is no picture.", new() { Timeout = 60_000 });
        await page.WaitForFunctionAsync("() => document.querySelector('#pictures img')?.naturalWidth === 1");
        (await page.Locator("#pictures img").CountAsync()).ShouldBe(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "cat.jpg" }).PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.querySelector('#viewer-image').naturalWidth === 1");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#viewer")).Not.ToBeVisibleAsync(new() { Timeout = 60_000 });
        (await page.TitleAsync()).ShouldBe("MediaPipeline");
        _errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Folder_IsAdded_OrTheReasonShownBesideTheField()
    {
        var register = Substitute.For<ICollectionRegisterGrain>();
        register.Add(Arg.Any<AddCollectionRequest>()).Returns(
            new AddCollectionResult(CommandResult.Invalid("notFound", "'/nowhere' is not there: look at the spelling.")),
            new AddCollectionResult(CommandResult.Done, Samples.CollectionId, true, Samples.JobId));
        _host.Grains.GetGrain<ICollectionRegisterGrain>(0).Returns(register);
        var page = await browser.OpenAsync(_host.Address, _errors);
        await page.GetByLabel("Folder on the server").FillAsync("/nowhere");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("'/nowhere' is not there: look at the spelling.", new() { Timeout = 60_000 });
        await page.GetByLabel("Folder on the server").FillAsync("/pictures");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#message")).ToContainTextAsync("is in the library", new() { Timeout = 60_000 });
        await register.Received().Add(new AddCollectionRequest("/pictures"));
        _errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task DeadLetters_AreRetried()
    {
        _host.Library.Items.Add(Samples.Item(Hostile));
        var image = Substitute.For<IImageGrain>();
        image.Retry(null).Returns(_ =>
        {
            _host.Library.Items[0] = Samples.Item(Hostile, ItemState.Running);
            return Task.FromResult(CommandResult.Done);
        });
        _host.Grains.GetGrain(typeof(IImageGrain), Samples.ImageId(Hostile).Value).Returns(image);
        var page = await browser.OpenAsync(_host.Address, _errors);
        await Expect(page.Locator("#dead h3")).ToHaveTextAsync(Hostile, new() { Timeout = 60_000 });
        await page.Locator("#dead").GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(page.GetByText("Nothing has failed.")).ToBeVisibleAsync(Patient);
        _errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task WhereAKeyIsNeeded_ItIsAskedFor()
    {
        await using var host = await ApiHost.StartAsync(setup =>
        {
            setup.Urls = ["http://*:80"];
            KeyAccessTests.Add(setup, "key_w", "the-right-key", ApiKeyScope.Write);
        });
        var page = await browser.OpenAsync(host.Address, _errors);
        await page.GetByLabel("API key").FillAsync("a-wrong-key");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not one of this server's", new() { Timeout = 60_000 });
        await page.GetByLabel("API key").FillAsync("the-right-key");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("No jobs yet")).ToBeVisibleAsync(Patient);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByLabel("API key")).ToBeVisibleAsync(Patient);
        _errors.ShouldBeEmpty();
    }
}
