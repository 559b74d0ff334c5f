using Microsoft.Playwright;

namespace MediaPipeline.Api.Tests.Pages;

/// <summary>Debian's Chromium, without a window; one for all tests of a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Path = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Path))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    }

    /// <summary>A page of its own, without cookies; what goes wrong in it fails the test that looks at <paramref name="errors"/>.</summary>
    public async Task<IPage> OpenAsync(Uri address, ICollection<string> errors)
    {
        var page = await _browser!.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) => AddIfError(errors, message);
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    // The browser itself reports every answer of 4xx as an error; those are for the tests to expect.
    private static void AddIfError(ICollection<string> errors, IConsoleMessage message)
    {
        if (message.Type is "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            errors.Add(message.Text);
        }
    }
}

/// <summary>Needs a browser: skipped where there is none, but not on a build server.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() =>
        Skip = File.Exists(Browser.Path)
            || Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ? null : $"There is no {Browser.Path}: apt-get install chromium.";
}
