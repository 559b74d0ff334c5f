using MediaPipeline.LocalSilo.Tests.Clusters;
using MediaPipeline.LocalSilo.Tests.TestGrains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MediaPipeline.LocalSilo.Tests.Local;

public sealed class LifetimeTests
{
    [Fact]
    public async Task Stopping_waits_for_running_requests_and_for_what_they_call()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var grain = cluster.Grains.GetGrain<IRelayGrain>("stop a");
        var call = grain.PassGateThenAsk("stop gate", "stop b");
        await Signals.GateEnteredAsync("stop gate");

        var stopping = cluster.Cluster.StopAsync();
        stopping.IsCompleted.ShouldBeFalse();
        Signals.OpenGate("stop gate");

        (await call).ShouldBe("asked");
        await stopping;
        cluster.Cluster.Silo.Activations.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_silo_stops_calls_from_outside_are_refused()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var call = cluster.Grains.GetGrain<ITurnsGrain>("refusing").PassGate("refusing gate");
        await Signals.GateEnteredAsync("refusing gate");
        var stopping = cluster.Cluster.StopAsync();

        await Should.ThrowAsync<SiloUnavailableException>(() => cluster.Grains.GetGrain<ILifeGrain>("outside").WhoAreYou());

        Signals.OpenGate("refusing gate");
        await call;
        await stopping;
        await Should.ThrowAsync<SiloUnavailableException>(() => cluster.Grains.GetGrain<ILifeGrain>("outside").WhoAreYou());
    }

    [Fact]
    public async Task Stopping_gives_up_on_a_request_that_does_not_end()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var call = cluster.Grains.GetGrain<ITurnsGrain>("endless").PassGate("endless gate");
        await Signals.GateEnteredAsync("endless gate");
        var timersBefore = cluster.Clock.ActiveTimers;
        var stopping = cluster.Cluster.StopAsync();
        await cluster.Clock.WhenTimersAsync(timersBefore);

        cluster.Clock.Advance(TimeSpan.FromSeconds(21));

        await stopping;
        await Should.ThrowAsync<SiloUnavailableException>(() => call);
        Signals.OpenGate("endless gate");
    }

    [Fact]
    public async Task A_call_before_the_start_is_refused_with_the_remedy()
    {
        using var host = Build(
            options => options.GrainAssemblies.Add(typeof(LifetimeTests).Assembly),
            services => services.AddMemoryGrainStorage().AddMemoryGrainStorage(RacingStorage.Name));

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ILifeGrain>("early").WhoAreYou());

        refusal.Message.ShouldContain("before the silo was started");
    }

    [Fact]
    public async Task Options_are_checked_at_start_and_the_message_names_option_and_remedy()
    {
        using var host = Build(options =>
        {
            options.CollectionAge = TimeSpan.Zero;
            options.ResponseTimeout = TimeSpan.FromDays(40);
        });

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        failure.Message.ShouldContain("LocalSiloOptions.GrainAssemblies is empty: add the assembly");
        failure.Message.ShouldContain("LocalSiloOptions.CollectionAge is 00:00:00: set it to");
        failure.Message.ShouldContain("LocalSiloOptions.ResponseTimeout is 40.00:00:00: set it to");
    }

    [Fact]
    public async Task A_state_whose_store_is_not_registered_fails_at_start()
    {
        using var host = Build(options => options.GrainAssemblies.Add(typeof(LifetimeTests).Assembly));

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync());

        failure.Message.ShouldContain("no IGrainStorage is registered under that name");
    }

    [Fact]
    public async Task An_interface_without_a_class_is_named()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(new ClusterSettings());

        Should.Throw<ArgumentException>(() => cluster.Grains.GetGrain<IOrphanGrain>("x")).Message.ShouldContain(nameof(IOrphanGrain));
    }

    private static IHost Build(Action<LocalSiloOptions> configure, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        services?.Invoke(builder.Services);
        builder.Services.AddLocalSilo(configure);
        return builder.Build();
    }
}

[Alias("test.orphan")]
public interface IOrphanGrain : IGrainWithStringKey;

[Alias("test.relay")]
public interface IRelayGrain : IGrainWithStringKey
{
    [Alias("relay")]
    Task<string> PassGateThenAsk(string gate, string other);

    [Alias("asked")]
    Task<string> Asked();
}

public sealed class RelayGrain : Grain, IRelayGrain
{
    public async Task<string> PassGateThenAsk(string gate, string other)
    {
        await Signals.PassGateAsync(gate);
        return await GrainFactory.GetGrain<IRelayGrain>(other).Asked();
    }

    public Task<string> Asked() => Task.FromResult("asked");
}
