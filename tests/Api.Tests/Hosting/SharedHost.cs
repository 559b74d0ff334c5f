namespace MediaPipeline.Api.Tests.Hosting;

/// <summary>One server for all tests of a class, which run one after the other; each begins with nothing in it.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync(setup => setup.Configuration["Access:AllowedHosts:0"] = "media.example");

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    internal ApiHost Clean()
    {
        _host.Library.Clear();
        return _host;
    }
}
